import { Service, computed, inject, inputBinding, signal } from '@angular/core';
import type { Conversation } from '#contracts/chat/chat.js';
import { Notices } from '../../../core/notices.js';
import { Dialogs } from '../../../shared/dialogs/dialogs.js';
import { ChatApi } from '../chat-api.js';
import { ConversationsStore } from '../rail/conversations-store.js';
import { FolderDialog } from './folder-dialog.js';

/** Milliseconds for which "Undo" is offered. */
const undoTime = 10_000;

/** Several conversations that are picked in the rail, and what is done with them together. */
@Service()
export class SelectionStore {
  private readonly list = inject(ConversationsStore);
  private readonly api = inject(ChatApi);
  private readonly notices = inject(Notices);
  private readonly dialogs = inject(Dialogs);
  private readonly picked = signal<ReadonlySet<string>>(new Set());
  private last: string | null = null;

  readonly active = signal(false);
  readonly busy = signal(false);
  readonly chosen = computed(() => this.list.all().filter(({ id }) => this.picked().has(id)));
  readonly count = computed(() => this.chosen().length);
  readonly words = computed(() =>
    this.count() === 1 ? $localize`1 conversation` : $localize`${String(this.count())} conversations`,
  );
  readonly ids = computed(() => this.chosen().map(({ id }) => id));

  has(id: string): boolean {
    return this.picked().has(id);
  }

  begin(): void {
    this.active.set(true);
  }

  end(): void {
    this.active.set(false);
    this.picked.set(new Set());
    this.last = null;
  }

  /** With `through`, all between the one picked before and this one as well. */
  toggle(id: string, { through = false } = {}): void {
    this.active.set(true);
    const order = this.list.groups().flatMap(({ conversations }) => conversations.map((each) => each.id));
    const [from, to] = [order.indexOf(this.last ?? ''), order.indexOf(id)];
    const range = through && from >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    const isOn = !this.has(id);
    this.picked.update((ids) => new Set(isOn ? [...ids, ...range] : [...ids].filter((each) => !range.includes(each))));
    this.last = id;
  }

  toggleAll(): void {
    const all = this.list.all().map(({ id }) => id);
    this.picked.set(new Set(this.count() === all.length ? [] : all));
  }

  async archive(): Promise<void> {
    const before = this.chosen();
    const archived = !this.list.view().archived;
    if (!(await this.changed(before, { archived }))) return;
    const words = `${this.wordsOf(before)} ${archived ? $localize`archived` : $localize`moved out of the archive`}.`;
    if (await this.notices.undoable(words, undoTime)) await this.changed(before, { archived: !archived });
  }

  async move(): Promise<void> {
    const before = this.chosen();
    const move = async (folder: string | null): Promise<void> => {
      this.list.putAll(await this.api.changeConversations(ids(before), { folder }));
    };
    const moved = await this.dialogs.ask<boolean>(FolderDialog, [
      inputBinding('heading', () => $localize`Move ${this.wordsOf(before)}`),
      inputBinding('move', () => move),
    ]);
    if (moved) this.end();
  }

  /** Deleted at once; for a moment all of them can be brought back. */
  async delete(): Promise<readonly Conversation[]> {
    const before = this.chosen();
    if (!(await this.attempt(() => this.list.deleteSeveral(before)))) return [];
    this.end();
    void this.notices.undoable($localize`${this.wordsOf(before)} deleted.`, undoTime).then((back) => {
      if (back) void this.notices.attempt(() => this.list.restoreSeveral(before));
    });
    return before;
  }

  private async changed(conversations: readonly Conversation[], change: { readonly archived: boolean }): Promise<boolean> {
    const worked = await this.attempt(async () =>
      this.list.putAll(await this.api.changeConversations(ids(conversations), change)),
    );
    if (worked) this.end();
    return worked;
  }

  private async attempt(act: () => Promise<unknown>): Promise<boolean> {
    this.busy.set(true);
    const worked = await this.notices.attempt(act);
    this.busy.set(false);
    return worked;
  }

  private wordsOf({ length }: readonly Conversation[]): string {
    return length === 1 ? $localize`1 conversation` : $localize`${String(length)} conversations`;
  }
}

function ids(conversations: readonly Conversation[]): string[] {
  return conversations.map(({ id }) => id);
}
