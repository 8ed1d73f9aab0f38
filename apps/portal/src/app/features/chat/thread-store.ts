import { Service, computed, inject, signal } from '@angular/core';
import type { Conversation, Feedback, GenerationStarted, Message } from '#contracts/chat.js';
import { ApiProblem, wordsFor } from '../../core/api/api-problem.js';
import { Notices } from '../../core/notices.js';
import { afterEvent, isBeingWritten, progressAfter, sending, type Progress } from './answer.rules.js';
import { ChatApi } from './chat-api.js';
import { Conversations } from './conversations-store.js';
import { branch, newestLeafUnder, withMessage, type BranchEnd } from './message-tree.rules.js';

/** One conversation in view: its tree of messages, the branch that is shown, the answer that is being written. */
@Service()
export class Thread {
  private readonly api = inject(ChatApi);
  private readonly conversations = inject(Conversations);
  private readonly notices = inject(Notices);
  private readonly messages = signal<readonly Message[]>([]);
  private readonly end = signal<BranchEnd>('newest');
  private reading = new AbortController();

  readonly conversation = signal<Conversation | null>(null);
  readonly state = signal<'new' | 'loading' | 'ready' | 'missing' | 'failed'>('new');
  readonly failure = signal('');
  /** A question on its way that the API has not taken yet. */
  readonly pending = signal<string | null>(null);
  readonly progress = signal<Progress | null>(null);
  /** The model chosen for a conversation that does not exist yet. */
  readonly chosenModel = signal<string | null>(null);
  /** The last answer, whole, for readers who listen. */
  readonly finished = signal<Message | null>(null);

  readonly turns = computed(() => branch(this.messages(), this.end()));
  readonly answering = computed(() => this.progress() !== null);
  readonly isEmpty = computed(() => this.turns().length === 0 && this.pending() === null);

  /** Shows a conversation; null for a new one. */
  async open(id: string | null): Promise<void> {
    if (id !== null && id === this.conversation()?.id && this.state() === 'ready') return;
    this.clear();
    if (id === null) return;
    this.state.set('loading');
    const { signal: stillHere } = this.reading;
    try {
      const [conversation, messages] = await Promise.all([this.api.conversation(id), this.api.messages(id)]);
      if (stillHere.aborted) return;
      this.conversation.set(conversation);
      this.messages.set(messages);
      this.state.set('ready');
      this.takeUp();
    } catch (failure) {
      if (stillHere.aborted) return;
      this.state.set(failure instanceof ApiProblem && failure.status === 404 ? 'missing' : 'failed');
      this.failure.set(wordsFor(failure));
    }
  }

  /** Sends a question at the end of the branch in view. Resolves to whether the API took it; if not, the text is the caller's again. */
  async ask(content: string): Promise<boolean> {
    const last = this.turns().at(-1)?.message;
    return this.sendQuestion(content, last?.id ?? undefined);
  }

  /** Asks again in other words: a second branch beside the old question. */
  async askInstead(message: Message, content: string): Promise<boolean> {
    const before = this.end();
    this.end.set(message.parentId === null ? 'before-first' : { id: message.parentId });
    const taken = await this.sendQuestion(content, message.parentId);
    if (!taken) this.end.set(before);
    return taken;
  }

  async regenerate(message: Message): Promise<void> {
    await this.begin(() => this.api.regenerate(message.id));
  }

  async continueAnswer(message: Message): Promise<void> {
    const { generationId } = message;
    if (generationId !== null) await this.begin(() => this.api.continueGeneration(generationId));
  }

  async stop(): Promise<void> {
    const last = this.turns().at(-1)?.message;
    const generationId = last !== undefined && isBeingWritten(last) ? last.generationId : null;
    if (generationId !== null) await this.notices.attempt(() => this.api.stop(generationId));
  }

  showAlternative(messageId: string): void {
    this.end.set({ id: newestLeafUnder(this.messages(), messageId) });
  }

  async rate(message: Message, feedback: Feedback): Promise<boolean> {
    this.replace({ ...message, feedback });
    const worked = await this.notices.attempt(() => this.api.giveFeedback(message.id, feedback));
    if (!worked) this.replace(message);
    return worked;
  }

  private async sendQuestion(content: string, parentId: string | null | undefined): Promise<boolean> {
    this.pending.set(content);
    const here = this.reading.signal;
    const began = await this.begin(async () => {
      const conversation = this.conversation() ?? (await this.startConversation(here));
      return this.api.send(conversation.id, { content, ...(parentId === undefined ? {} : { parentId }) });
    });
    if (!here.aborted) this.pending.set(null);
    return began;
  }

  private async startConversation(here: AbortSignal): Promise<Conversation> {
    const model = this.chosenModel();
    const conversation = await this.api.startConversation(model === null ? {} : { model });
    this.conversations.put(conversation);
    if (here.aborted) return conversation; // The person has gone to another one; the question is still asked.
    this.conversation.set(conversation);
    this.state.set('ready');
    return conversation;
  }

  private async begin(start: () => Promise<GenerationStarted>): Promise<boolean> {
    if (this.answering()) return false;
    this.progress.set(sending);
    const here = this.reading;
    try {
      const { userMessage, assistantMessage } = await start();
      if (here.signal.aborted) return true;
      if (userMessage !== null) this.replace(userMessage);
      this.replace(assistantMessage);
      this.end.set({ id: assistantMessage.id });
      this.pending.set(null);
      void this.read(assistantMessage);
      return true;
    } catch (failure) {
      if (!here.signal.aborted) {
        this.progress.set(null);
        this.notices.fail(failure);
      }
      return false;
    }
  }

  /** After a reload, or on coming back: an answer that is still being written is read on from where it is. */
  private takeUp(): void {
    const last = this.turns().at(-1)?.message;
    if (last !== undefined && isBeingWritten(last)) void this.read(last);
  }

  private async read(answer: Message): Promise<void> {
    if (answer.generationId === null) return;
    const { signal: stop } = this.reading;
    this.progress.set({ ...sending, phase: answer.content === '' ? 'thinking' : 'writing' });
    let message = answer;
    try {
      for await (const item of this.api.follow(answer.generationId, answer.content.length, stop)) {
        if (stop.aborted) return;
        if (item.kind !== 'event') {
          const connected = item.kind === 'back';
          this.progress.update((progress) => (progress === null ? null : { ...progress, connected }));
          continue;
        }
        message = afterEvent(message, item.event, item.cursor);
        this.replace(message);
        this.progress.update((progress) =>
          progress === null ? null : progressAfter({ ...progress, connected: true }, item.event),
        );
        if (item.event.event === 'done' || item.event.event === 'error') break;
      }
    } catch (failure) {
      if (stop.aborted) return;
      this.notices.fail(failure);
      message = await this.asKept(message);
    }
    if (!stop.aborted) this.finish(message);
  }

  /** The message as the API has it, when the way to its events is closed. */
  private async asKept(message: Message): Promise<Message> {
    const conversation = this.conversation();
    const kept = conversation === null ? [] : await this.api.messages(conversation.id).catch(() => []);
    const found = kept.find((each) => each.id === message.id) ?? { ...message, status: 'interrupted' as const };
    this.replace(found);
    return found;
  }

  private finish(message: Message): void {
    this.progress.set(null);
    this.finished.set(message);
    const conversation = this.conversation();
    if (conversation === null) return;
    this.conversations.touch(conversation.id);
    void this.refreshTitle(conversation);
  }

  /** The API names a conversation after its first answer. */
  private async refreshTitle(before: Conversation): Promise<void> {
    const fresh = await this.api.conversation(before.id, { background: true }).catch(() => null);
    if (fresh === null) return;
    if (this.conversation()?.id === fresh.id) this.conversation.set(fresh);
    this.conversations.put(fresh);
  }

  private replace(message: Message): void {
    this.messages.update((messages) => withMessage(messages, message));
  }

  private clear(): void {
    this.reading.abort();
    this.reading = new AbortController();
    this.conversation.set(null);
    this.messages.set([]);
    this.end.set('newest');
    this.pending.set(null);
    this.progress.set(null);
    this.finished.set(null);
    this.state.set('new');
  }
}
