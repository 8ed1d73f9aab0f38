import { computed, linkedSignal, untracked, type Signal } from '@angular/core';
import type { Turn } from './message-tree.rules.js';

/** Messages on the page when a conversation opens: some screens. */
const FIRST = 20;
const MORE = 60;
/** Before a message that is looked for, so that it is read in its place. */
const AHEAD = 6;

/**
 * Which messages of a conversation are on the page: the newest ones, and earlier ones as somebody goes up. Thousands of them would take
 * a browser seconds to draw.
 */
export class MessageWindow {
  /** The index of the first one; kept, so that nothing moves when a message is added. */
  private readonly start;
  private readonly first: Signal<number>;
  readonly shown: Signal<readonly Turn[]>;
  readonly hasEarlier: Signal<boolean>;

  /** A window begins anew with each conversation that is opened. */
  constructor(
    private readonly turns: Signal<readonly Turn[]>,
    conversationId: Signal<string | null>,
  ) {
    const opened = computed(() => `${conversationId() ?? ''} ${String(turns().length > 0)}`);
    this.start = linkedSignal<string, number>({
      source: opened,
      computation: () => untracked(() => Math.max(0, turns().length - FIRST)),
    });
    // A branch may end before where the one before it began.
    this.first = computed(() => (this.start() < turns().length ? this.start() : Math.max(0, turns().length - FIRST)));
    this.hasEarlier = computed(() => this.first() > 0);
    this.shown = computed(() => turns().slice(this.first()));
  }

  showEarlier(): void {
    this.start.set(Math.max(0, this.first() - MORE));
  }

  showAll(): void {
    this.start.set(0);
  }

  include(messageId: string): void {
    const at = this.turns().findIndex(({ message }) => message.id === messageId);
    if (at >= 0 && at < this.first()) this.start.set(Math.max(0, at - AHEAD));
  }
}
