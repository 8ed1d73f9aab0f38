import { Service, computed, inject, signal } from '@angular/core';
import type { Conversation, Feedback, GenerationStarted, Message, SendMessage } from '#contracts/chat/chat.js';
import { titleFrom } from '#contracts/chat/conversation-title.js';
import type { AskTemporarily } from '#contracts/chat/temporary.js';
import type { LiveEvent } from '#contracts/events.js';
import { ApiProblem, wordsFor } from '../../../core/api/api-problem.js';
import { Live } from '../../../core/live/live.js';
import { Notices } from '../../../core/notices.js';
import { afterEvent, isBeingWritten, progressAfter, sending, type Progress } from '../messages/answer.rules.js';
import { ChatApi } from '../chat-api.js';
import { ConversationsStore } from '../rail/conversations-store.js';
import { branchTo, lostAnswer, temporaryAnswer, temporaryBody, temporaryQuestion } from './temporary-messages.rules.js';
import { branch, endAfterGrowth, newestLeafUnder, refreshed, withMessage, type BranchEnd } from './message-tree.rules.js';

type MessageNews = Extract<LiveEvent, { event: 'message' }>['data'];

/**
 * One conversation in view: its tree of messages, the branch that is shown, the answer that is being written. It follows what other tabs
 * and devices do with it.
 */
@Service()
export class ThreadStore {
  private readonly api = inject(ChatApi);
  private readonly conversations = inject(ConversationsStore);
  private readonly notices = inject(Notices);
  private readonly messages = signal<readonly Message[]>([]);
  private readonly end = signal<BranchEnd>('newest');
  private readonly opened = signal<Conversation | null>(null);
  private reading = new AbortController();
  /** What was told while a question of this tab was on its way, and may be about that very question. */
  private pendingNews: MessageNews[] = [];
  private isStale = false;
  private wanted: string | null = null;
  private refetching: Promise<void> | null = null;

  /** With what was changed in the rail or elsewhere. */
  readonly conversation = computed(() => {
    const opened = this.opened();
    return opened === null ? null : (this.conversations.of(opened.id) ?? opened);
  });
  readonly state = signal<'new' | 'loading' | 'ready' | 'missing' | 'failed'>('new');
  readonly failure = signal('');
  /** A question that the API has not accepted yet. */
  readonly pending = signal<string | null>(null);
  readonly progress = signal<Progress | null>(null);
  /** The model chosen for a conversation that does not exist yet. */
  readonly chosenModel = signal<string | null>(null);
  /** Whether nothing of it is kept: its messages are in this tab alone, and go with the page. */
  readonly temporary = signal(false);
  private stopping = new AbortController();
  /** The last complete answer, for screen readers. */
  readonly finished = signal<Message | null>(null);

  /** The end at which a question was meant to go, though others have asked there since; null when there is no such question. */
  readonly movedOnFrom = signal<{ readonly parentId: string | null } | null>(null);

  readonly turns = computed(() => branch(this.messages(), this.end()));
  readonly answering = computed(() => this.progress() !== null);
  /** Whether something of it, or of the branch in view, does not open. */
  readonly isDamaged = computed(
    () => this.conversation()?.damaged === true || this.turns().some(({ message }) => message.damaged === true),
  );
  readonly isEmpty = computed(() => this.turns().length === 0 && this.pending() === null);

  constructor() {
    const live = inject(Live);
    live.on('message', (news) => this.applyNews(news));
    live.on('refetch', () => {
      this.openAgain();
      void this.refetch();
    });
    live.on('conversation', ({ id }) => {
      if (id !== this.opened()?.id) return;
      void this.conversations.follow(id).then((found) => {
        if (found === null && id === this.opened()?.id) this.lose();
      });
    });
    // The connection is back: what failed to open meanwhile can be opened now.
    live.on('ready', () => this.openAgain());
    document.addEventListener('visibilitychange', () => {
      if (this.isStale) void this.refetch();
    });
  }

  /** Shows a conversation; null for a new one. */
  async open(id: string | null): Promise<void> {
    if (id !== null && id === this.conversation()?.id && this.state() === 'ready') return;
    this.clear();
    this.wanted = id;
    if (id === null) return;
    this.state.set('loading');
    this.opened.set(this.conversations.of(id) ?? null); // its name is known before its messages
    const { signal: stillHere } = this.reading;
    try {
      const { conversation, items: messages } = await this.api.thread(id);
      if (stillHere.aborted) return;
      this.opened.set(conversation);
      this.messages.set(messages);
      this.state.set('ready');
      this.takeUp();
    } catch (failure) {
      if (stillHere.aborted) return;
      const isMissing = failure instanceof ApiProblem && failure.status === 404;
      if (isMissing) this.opened.set(null);
      this.state.set(isMissing ? 'missing' : 'failed');
      this.failure.set(wordsFor(failure));
    }
  }

  /** After a failure, for the same conversation. */
  openAgain(): void {
    if (this.state() === 'failed') void this.open(this.wanted);
  }

  /** Sends a question at the end of the branch in view. Resolves to whether the API took it; if not, the text is the caller's again. */
  async ask(content: string, files: readonly string[] = []): Promise<boolean> {
    const attachments = files.length === 0 ? {} : { attachments: [...files] };
    if (this.conversation() === null) return this.sendQuestion(content, attachments);
    const parentId = this.turns().at(-1)?.message.id ?? null;
    return this.sendQuestion(content, { parentId, onlyAtEnd: true, ...attachments });
  }

  /** Shows the newest end and asks there; not yet, where an answer is still being written. Resolves as `ask`. */
  async askAtNewest(content: string, files: readonly string[] = []): Promise<boolean> {
    this.movedOnFrom.set(null);
    this.end.set('newest');
    await this.refetch();
    return this.answering() ? false : this.ask(content, files);
  }

  /** Asks where the person was, beside what others asked there. Resolves as `ask`. */
  async askInBranch(content: string, files: readonly string[] = []): Promise<boolean> {
    const from = this.movedOnFrom();
    if (from === null) return this.ask(content, files);
    this.movedOnFrom.set(null);
    return this.sendQuestion(content, { parentId: from.parentId, ...(files.length > 0 && { attachments: [...files] }) });
  }

  /** Asks again in other words: a second branch beside the old question. */
  async askInstead(message: Message, content: string): Promise<boolean> {
    const before = this.end();
    this.end.set(message.parentId === null ? 'before-first' : { id: message.parentId });
    const files = message.attachments?.map(({ id }) => id) ?? [];
    const taken = await this.sendQuestion(content, {
      parentId: message.parentId,
      ...(files.length > 0 && { attachments: files }),
    });
    if (!taken) this.end.set(before);
    return taken;
  }

  /** Begins a conversation before its first question, for files; null where that fails. */
  async beginEmpty(): Promise<Conversation | null> {
    let begun = this.conversation();
    if (begun === null) await this.notices.attempt(async () => (begun = await this.startConversation(this.reading.signal)));
    return begun;
  }

  /** A further answer to the same question, by the model of the conversation or by another one for this once. */
  async regenerate(message: Message, model: string | null = null): Promise<void> {
    if (this.temporary()) return void (message.parentId !== null && this.askTemporarily(message.parentId, model));
    await this.begin(() => this.api.regenerate(message.id, model === null ? {} : { model }));
  }

  async continueAnswer(message: Message): Promise<void> {
    if (this.temporary()) return this.regenerate(message);
    const { generationId } = message;
    if (generationId !== null) await this.begin(() => this.api.continueGeneration(generationId));
  }

  async stop(): Promise<void> {
    if (this.temporary()) return this.stopping.abort();
    const last = this.turns().at(-1)?.message;
    const generationId = last !== undefined && isBeingWritten(last) ? last.generationId : null;
    if (generationId !== null) await this.notices.attempt(() => this.api.stop(generationId));
  }

  /** Shows the branch with a message in it; false where it is not in this conversation. */
  showMessage(messageId: string): boolean {
    if (!this.messages().some(({ id }) => id === messageId)) return false;
    if (!this.turns().some(({ message }) => message.id === messageId)) this.showAlternative(messageId);
    return true;
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

  /** The conversation in view with a change in it, such as another model. */
  keep(conversation: Conversation): void {
    if (conversation.id === this.opened()?.id) this.opened.set(conversation);
  }

  private async sendQuestion(content: string, place: Omit<SendMessage, 'content'>): Promise<boolean> {
    if (this.temporary()) return this.sendTemporarily(content, place.parentId);
    this.pending.set(content);
    const here = this.reading.signal;
    const began = await this.begin(async () => {
      const conversation = this.entitled(this.conversation() ?? (await this.startConversation(here)), content);
      return this.api.send(conversation.id, { content, ...place });
    });
    if (!here.aborted) this.pending.set(null);
    return began;
  }

  private sendTemporarily(content: string, place: string | null | undefined): boolean {
    if (this.answering()) return false;
    const parentId = place === undefined ? (this.turns().at(-1)?.message.id ?? null) : place;
    const question = temporaryQuestion(crypto.randomUUID(), content, parentId, new Date());
    this.replace(question);
    this.askTemporarily(question.id, null);
    return true;
  }

  private askTemporarily(questionId: string, model: string | null): void {
    const answer = temporaryAnswer(crypto.randomUUID(), questionId, new Date());
    const body = temporaryBody(branchTo(this.messages(), questionId), model ?? this.chosenModel());
    this.replace(answer);
    this.end.set({ id: answer.id });
    void this.readTemporary(answer, body);
  }

  /** The answer is the response itself: what is lost of it can't be read again, and leaving stops it. */
  private async readTemporary(answer: Message, body: AskTemporarily): Promise<void> {
    const { signal: here } = this.reading;
    this.stopping = new AbortController();
    const { signal: stopped } = this.stopping;
    this.progress.set({ ...sending, since: Date.now() });
    let message = answer;
    try {
      for await (const { event, cursor } of this.api.askTemporarily(body, AbortSignal.any([here, stopped]))) {
        const { id, parentId } = answer;
        message = { ...afterEvent(message, event, cursor), id, parentId };
        this.replace(message);
        this.progress.update((progress) => (progress === null ? null : progressAfter(progress, event, Date.now())));
      }
    } catch (failure) {
      if (!here.aborted && !stopped.aborted && failure instanceof ApiProblem)
        message = { ...message, status: 'failed', errorCode: failure.code };
      if (!here.aborted && !stopped.aborted) this.notices.fail(failure);
    }
    if (here.aborted) return;
    if (stopped.aborted && isBeingWritten(message)) message = { ...message, status: 'stopped' };
    else if (isBeingWritten(message)) message = lostAnswer(message);
    this.replace(message);
    this.finish(message);
  }

  /** Until the API has given it one, which the first question does: nothing in the rail is without a name. */
  private entitled(conversation: Conversation, question: string): Conversation {
    if (conversation.title !== '') return conversation;
    const entitled = { ...conversation, title: titleFrom(question) };
    this.conversations.put(entitled);
    this.keep(entitled);
    return entitled;
  }

  private async startConversation(here: AbortSignal): Promise<Conversation> {
    const model = this.chosenModel();
    const conversation = await this.api.startConversation(model === null ? {} : { model });
    this.conversations.put(conversation);
    if (here.aborted) return conversation; // The person has gone to another one; the question is still asked.
    this.opened.set(conversation);
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
        if (!this.hasMovedOn(failure)) this.notices.fail(failure);
      }
      return false;
    } finally {
      this.pendingNews.splice(0).forEach((news) => this.applyNews(news));
    }
  }

  /** The branch stays in view as it was when the question was typed, until the person has said where it goes. */
  private hasMovedOn(failure: unknown): boolean {
    if (!(failure instanceof ApiProblem) || failure.code !== 'conversation-moved-on') return false;
    const parentId = this.turns().at(-1)?.message.id ?? null;
    this.end.set(parentId === null ? 'before-first' : { id: parentId });
    this.movedOnFrom.set({ parentId });
    void this.refetch();
    return true;
  }

  /** Something happened in a conversation: is it this one, and does this tab not know it by itself? */
  private applyNews(news: MessageNews): void {
    if (news.conversationId !== this.opened()?.id || this.state() !== 'ready') return;
    if (this.progress()?.phase === 'sending') {
      this.pendingNews.push(news);
      return;
    }
    const known = this.messages().find((each) => each.id === news.id);
    const isOwn = known?.generationId === news.generationId && (!isBeingWritten(known) || this.answering());
    if (!isOwn) void this.refetch();
  }

  /** Brings the tree up to date, and reads along where an answer is being written. A tab that nobody sees waits until somebody does. */
  private refetch(): Promise<void> {
    this.isStale = true;
    if (!document.hidden) this.refetching ??= this.refetchWhileStale().finally(() => (this.refetching = null));
    return this.refetching ?? Promise.resolve();
  }

  private async refetchWhileStale(): Promise<void> {
    const { signal: stillHere } = this.reading;
    while (this.isStale) {
      this.isStale = false;
      const conversation = this.opened();
      if (conversation === null || this.state() !== 'ready') return;
      const fresh = await this.api
        .thread(conversation.id, { background: true })
        .then(({ items }) => items)
        .catch(() => null);
      if (stillHere.aborted || fresh === null) return;
      const before = this.messages();
      if (this.movedOnFrom() === null) this.end.update((end) => endAfterGrowth(before, end, fresh));
      this.messages.set(refreshed(before, fresh));
      if (!this.answering()) this.takeUp();
    }
  }

  /** It was deleted elsewhere. */
  private lose(): void {
    this.clear();
    this.state.set('missing');
  }

  /** After a reload, or on coming back: an answer that is still being written is read on from where it is. */
  private takeUp(): void {
    const last = this.turns().at(-1)?.message;
    if (last !== undefined && isBeingWritten(last)) void this.read(last);
  }

  private async read(answer: Message): Promise<void> {
    if (answer.generationId === null) return;
    const { signal: stop } = this.reading;
    this.progress.set({ ...sending, phase: answer.content === '' ? 'starting' : 'writing', since: Date.now() });
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
          progress === null ? null : progressAfter({ ...progress, connected: true }, item.event, Date.now()),
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

  /** The message as the API has it, when its event stream is unavailable. */
  private async asKept(message: Message): Promise<Message> {
    const conversation = this.conversation();
    const kept =
      conversation === null
        ? []
        : await this.api
            .thread(conversation.id)
            .then(({ items }) => items)
            .catch(() => []);
    const found = kept.find((each) => each.id === message.id) ?? { ...message, status: 'interrupted' as const };
    this.replace(found);
    return found;
  }

  private finish(message: Message): void {
    this.progress.set(null);
    this.finished.set(message);
    const conversation = this.conversation();
    if (conversation !== null) this.conversations.touch(conversation.id);
  }

  private replace(message: Message): void {
    this.messages.update((messages) => withMessage(messages, message));
  }

  private clear(): void {
    this.reading.abort();
    this.reading = new AbortController();
    this.opened.set(null);
    this.movedOnFrom.set(null);
    this.pendingNews = [];
    this.isStale = false;
    this.messages.set([]);
    this.end.set('newest');
    this.pending.set(null);
    this.progress.set(null);
    this.finished.set(null);
    this.state.set('new');
    this.temporary.set(false);
  }
}
