import { Service, computed, inject, signal } from '@angular/core';
import type { ChangeConversation, Conversation } from '#contracts/chat.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { nextTask } from '../../core/next-task.js';
import { Notices } from '../../core/notices.js';
import { ChatApi } from './chat-api.js';
import { grouped } from './conversation-groups.rules.js';

/** How long a deletion can be taken back: 6 seconds. Until then nothing has been sent. */
const undoTime = 6000;

/** The person's conversations as the rail shows them. */
@Service()
export class Conversations {
  private readonly api = inject(ChatApi);
  private readonly notices = inject(Notices);
  private readonly loaded = signal<readonly Conversation[]>([]);
  private readonly leaving = signal<ReadonlySet<string>>(new Set());
  private nextCursor: string | null = null;

  readonly state = signal<'first-load' | 'ready' | 'loading-more' | 'failed'>('first-load');
  readonly failure = signal('');
  readonly archived = signal(false);
  readonly hasMore = signal(false);
  readonly all = computed(() =>
    this.loaded().filter((each) => each.archived === this.archived() && !this.leaving().has(each.id)),
  );
  readonly groups = computed(() => grouped(this.all(), new Date()));

  constructor() {
    // A page that is closed while "Undo" is still offered: what was asked for is done, not forgotten.
    addEventListener('pagehide', () =>
      this.leaving().forEach((id) => void this.api.deleteConversation(id).catch(() => undefined)),
    );
  }

  async load(): Promise<void> {
    // On coming back to the chat the list is there already and only brought up to date.
    if (this.loaded().length === 0 || this.state() === 'failed') this.state.set('first-load');
    this.nextCursor = null;
    await nextTask(); // the page that asks for it is being made
    await this.fetchPage([]);
  }

  async loadMore(): Promise<void> {
    if (this.state() !== 'ready' || !this.hasMore()) return;
    this.state.set('loading-more');
    await this.fetchPage(this.loaded());
  }

  async showArchived(archived: boolean): Promise<void> {
    this.archived.set(archived);
    this.loaded.set([]);
    await this.load();
  }

  put(conversation: Conversation): void {
    this.loaded.update((all) => [conversation, ...all.filter((each) => each.id !== conversation.id)]);
  }

  touch(id: string): void {
    this.loaded.update((all) => all.map((each) => (each.id === id ? { ...each, updatedAt: new Date().toISOString() } : each)));
  }

  /** Shown at once, taken back if the API refuses. */
  async change(conversation: Conversation, change: ChangeConversation): Promise<boolean> {
    this.replace({ ...conversation, ...change });
    const worked = await this.notices.attempt(async () => {
      this.replace(await this.api.changeConversation(conversation.id, change));
    });
    if (!worked) this.replace(conversation);
    return worked;
  }

  /** Gone from sight at once; deleted when it can no longer be taken back. Resolves to whether it was. */
  async delete(conversation: Conversation): Promise<boolean> {
    this.leaving.update((ids) => new Set([...ids, conversation.id]));
    const undone = await this.notices.undoable('The conversation is deleted.', undoTime);
    const deleted = !undone && (await this.notices.attempt(() => this.api.deleteConversation(conversation.id)));
    if (deleted) this.loaded.update((all) => all.filter((each) => each.id !== conversation.id));
    this.leaving.update((ids) => new Set([...ids].filter((id) => id !== conversation.id)));
    return deleted;
  }

  private replace(conversation: Conversation): void {
    this.loaded.update((all) => all.map((each) => (each.id === conversation.id ? conversation : each)));
  }

  private async fetchPage(before: readonly Conversation[]): Promise<void> {
    try {
      const page = await this.api.conversations({ archived: this.archived(), cursor: this.nextCursor });
      const known = new Set(page.items.map((each) => each.id));
      this.loaded.set([...before.filter((each) => !known.has(each.id)), ...page.items]);
      this.nextCursor = page.nextCursor;
      this.hasMore.set(page.nextCursor !== null);
      this.state.set('ready');
    } catch (failure) {
      this.failure.set(wordsFor(failure));
      this.state.set('failed');
    }
  }
}
