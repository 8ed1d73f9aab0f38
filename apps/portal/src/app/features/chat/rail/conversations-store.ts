import { Service, computed, inject, signal } from '@angular/core';
import type { ChangeConversation, Conversation } from '#contracts/chat/chat.js';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { Live } from '../../../core/live/live.js';
import { nextTask } from '../../../core/next-task.js';
import { Notices } from '../../../core/notices.js';
import { ChatApi } from '../chat-api.js';
import { grouped } from './conversation-groups.rules.js';
import { isInView, type ListView } from './list-view.rules.js';

/** Milliseconds for which "Undo" is offered; the API keeps a deleted conversation for longer (`chat.undoSeconds`). */
const undoTime = 10_000;

/** What is not there is deleted: by an earlier try whose answer was lost, or in another tab. */
function unlessGone(failure: unknown): void {
  if (!(failure instanceof ApiProblem && failure.status === 404)) throw failure;
}

/** Milliseconds in which several changes of one conversation are taken for one, such as its question, its title and its place. */
const settleTime = 150;

/** The person's conversations as the rail shows them. */
@Service()
export class ConversationsStore {
  private readonly api = inject(ChatApi);
  private readonly notices = inject(Notices);
  private readonly loaded = signal<readonly Conversation[]>([]);
  /** Deleted, or being deleted: whatever an answer that is still on its way says. */
  private readonly deleted = signal<ReadonlySet<string>>(new Set());
  private nextCursor: string | null = null;
  /** Counts what was asked: an answer to anything but the last question is dropped. */
  private questions = 0;

  readonly state = signal<'first-load' | 'ready' | 'loading-more' | 'failed'>('first-load');
  readonly failure = signal('');
  readonly view = signal<ListView>({ archived: false });
  readonly hasMore = signal(false);
  readonly all = computed(() => this.loaded().filter((each) => isInView(each, this.view()) && !this.deleted().has(each.id)));
  readonly groups = computed(() => grouped(this.all(), new Date()));

  /** Those that are being brought up to date. */
  private readonly following = new Map<string, Promise<Conversation | null>>();

  constructor() {
    const live = inject(Live);
    live.on('conversation', ({ id }) => void this.follow(id));
    live.on('refetch', () => void this.load());
    live.on('ready', () => {
      if (this.state() === 'failed') void this.load();
    });
  }

  async load(): Promise<void> {
    // On coming back to the chat the list is there already and only brought up to date.
    if (this.loaded().length === 0 || this.state() === 'failed') this.state.set('first-load');
    this.nextCursor = null;
    const question = ++this.questions;
    await nextTask(); // the page that asks for it is being made
    if (question === this.questions) await this.fetchPage(() => []);
  }

  async loadMore(): Promise<void> {
    if (this.state() !== 'ready' || !this.hasMore()) return;
    this.state.set('loading-more');
    await this.fetchPage(() => this.loaded());
  }

  async show(view: ListView): Promise<void> {
    this.view.set(view);
    this.loaded.set([]);
    await this.load();
  }

  /** As the rail has it now, with whatever was changed there; undefined where it is not in the rail. */
  of(id: string): Conversation | undefined {
    return this.loaded().find((each) => each.id === id);
  }

  /** Brings one up to date that was changed elsewhere. Resolves to null when it is gone. What is told at once is asked for once. */
  follow(id: string): Promise<Conversation | null> {
    const asked = this.following.get(id) ?? this.fetch(id);
    this.following.set(id, asked);
    return asked;
  }

  put(conversation: Conversation): void {
    // One that the API has given no name yet keeps the one that it has here.
    const named = conversation.title === '' ? { ...conversation, title: this.of(conversation.id)?.title ?? '' } : conversation;
    this.loaded.update((all) => [named, ...all.filter((each) => each.id !== conversation.id)]);
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

  /** As `change`, for a form that says itself what went wrong. */
  async changeOrFail(conversation: Conversation, change: ChangeConversation): Promise<void> {
    this.replace(await this.api.changeConversation(conversation.id, change));
  }

  putAll(conversations: readonly Conversation[]): void {
    for (const conversation of conversations) this.replace(conversation);
  }

  /** @throws ApiProblem */
  async deleteSeveral(conversations: readonly Conversation[]): Promise<void> {
    await this.api.deleteConversations(conversations.map(({ id }) => id));
    this.deleted.update((ids) => new Set([...ids, ...conversations.map(({ id }) => id)]));
  }

  /** @throws ApiProblem */
  async restoreSeveral(conversations: readonly Conversation[]): Promise<void> {
    const restored = await this.api.restoreConversations(conversations.map(({ id }) => id));
    this.deleted.update((ids) => new Set([...ids].filter((id) => !restored.some((each) => each.id === id))));
    for (const conversation of restored) this.put(conversation);
  }

  /** Deleted at once, whatever becomes of this page. Resolves to whether it stayed deleted: for a moment it can be brought back. */
  async delete(conversation: Conversation): Promise<boolean> {
    this.deleted.update((ids) => new Set([...ids, conversation.id]));
    const isDeleted = await this.notices.attempt(() => this.api.deleteConversation(conversation.id).catch(unlessGone));
    if (isDeleted && !(await this.undone(conversation))) return true;
    this.deleted.update((ids) => new Set([...ids].filter((id) => id !== conversation.id)));
    return false;
  }

  private async undone({ id }: Conversation): Promise<boolean> {
    if (!(await this.notices.undoable($localize`Conversation deleted.`, undoTime))) return false;
    return this.notices.attempt(async () => this.put(await this.api.restoreConversation(id)));
  }

  private async fetch(id: string): Promise<Conversation | null> {
    await new Promise((goOn) => setTimeout(goOn, settleTime));
    this.following.delete(id);
    try {
      const fresh = await this.api.conversation(id, { background: true });
      this.put(fresh);
      return fresh;
    } catch (failure) {
      const isGone = failure instanceof ApiProblem && failure.status === 404;
      if (isGone) this.loaded.update((all) => all.filter((each) => each.id !== id));
      return isGone ? null : (this.of(id) ?? null);
    }
  }

  private replace(conversation: Conversation): void {
    this.loaded.update((all) => all.map((each) => (each.id === conversation.id ? conversation : each)));
  }

  /** `before`: what stays in front of the page, as it is when the page comes. */
  private async fetchPage(before: () => readonly Conversation[]): Promise<void> {
    const question = ++this.questions;
    try {
      const page = await this.api.conversations({ ...this.view(), cursor: this.nextCursor });
      if (question !== this.questions) return;
      const known = new Set(page.items.map((each) => each.id));
      this.loaded.set([...before().filter((each) => !known.has(each.id)), ...page.items]);
      this.nextCursor = page.nextCursor;
      this.hasMore.set(page.nextCursor !== null);
      this.state.set('ready');
    } catch (failure) {
      if (question !== this.questions) return;
      this.failure.set(wordsFor(failure));
      this.state.set('failed');
    }
  }
}
