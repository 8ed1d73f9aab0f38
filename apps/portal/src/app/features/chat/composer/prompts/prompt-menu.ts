import { Component, afterNextRender, computed, inject, input, linkedSignal, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Prompt } from '#contracts/chat/prompts.js';
import { Icon } from '../../../../shared/icon.js';
import { ShownPipe } from '../../../../shared/text/shown-pipe.js';
import { matchingPrompts } from './prompt-query.rules.js';
import { PromptsStore } from './prompts-store.js';

/** The prompts that match what is typed behind the slash. The focus stays in the question field, which hands over its keys. */
@Component({
  selector: 'cm-prompt-menu',
  // The question field keeps the focus.
  host: { '(mousedown)': '$event.preventDefault()', '(keydown.escape)': 'closed.emit()' },
  imports: [Icon, RouterLink, ShownPipe],
  templateUrl: './prompt-menu.html',
  styleUrl: './prompt-menu.scss',
})
export class PromptMenu {
  protected readonly $localize = $localize;
  protected readonly store = inject(PromptsStore);

  readonly query = input.required<string>();
  readonly chosen = output<Prompt>();
  readonly closed = output();

  protected readonly found = computed(() => matchingPrompts(this.store.all(), this.query()));
  protected readonly isEmpty = computed(() => this.store.state() === 'ready' && this.store.all().length === 0);
  /** Nothing is called so: what begins with a slash is a question like any other. */
  readonly isOver = computed(() => this.store.state() === 'ready' && this.found().length === 0 && this.query() !== '');
  protected readonly activeAt = linkedSignal({ source: this.query, computation: () => 0 });
  protected readonly active = computed(() => this.found()[Math.min(this.activeAt(), this.found().length - 1)]);
  readonly activeId = computed(() => (this.active() === undefined ? null : `prompt-${this.active()?.id ?? ''}`));
  protected readonly said = computed(() => {
    const count = this.found().length;
    if (this.store.state() !== 'ready' || this.isEmpty()) return '';
    return count === 1 ? $localize`1 prompt` : $localize`${String(count)} prompts`;
  });

  constructor() {
    afterNextRender(() => void this.store.load());
  }

  /** Whether the key was for the list. */
  steer(event: KeyboardEvent): boolean {
    if (this.isOver() && event.key !== 'Escape') return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) this.move(step);
    else if (event.key === 'Escape') this.closed.emit();
    else if (event.key === 'Enter' && !event.shiftKey) this.choose();
    else return false;
    event.preventDefault();
    return true;
  }

  private move(step: number): void {
    const count = this.found().length;
    if (count === 0) return;
    this.activeAt.set((Math.min(this.activeAt(), count - 1) + step + count) % count);
    const id = this.activeId();
    if (id !== null) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }

  private choose(): void {
    const prompt = this.active();
    if (prompt !== undefined) this.chosen.emit(prompt);
  }
}
