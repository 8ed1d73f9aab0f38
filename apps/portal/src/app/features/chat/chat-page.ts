import {
  Component,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  resource,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router } from '@angular/router';
import type { Conversation, Message } from '#contracts/chat/chat.js';
import { Connection } from '../../core/api/connection.js';
import { isTyping } from '../../core/commands/keys.rules.js';
import { Notices } from '../../core/notices.js';
import { Drafts } from '../../core/session/drafts/drafts.js';
import { Session } from '../../core/session/session.js';
import { RailState } from '../../core/shell/rail-state.js';
import { ShellSlot } from '../../core/shell/shell-slots.js';
import { EmptyPage } from '../../shared/pages/empty-page.js';
import type { ChosenFile } from '../../shared/files/chosen-file.js';
import { FileDrop } from '../../shared/files/file-drop.js';
import { blockWords } from './attachments/attachment-words.rules.js';
import { AttachmentsStore } from './attachments/attachments-store.js';
import { ChatApi } from './chat-api.js';
import { offerChatCommands } from './chat-commands.js';
import { Composer } from './composer/composer.js';
import { fitWords, mayBeTooMuch } from './composer/fit.rules.js';
import { QueuedQuestions } from './composer/queued-questions.js';
import { ConversationHeading } from './thread/conversation-heading.js';
import { ConversationList } from './rail/conversation-list.js';
import { ConversationsStore } from './rail/conversations-store.js';
import { EmptyThread } from './thread/empty-thread.js';
import { ModelsStore } from './models-store.js';
import { quoted } from './messages/answer-copy.rules.js';
import { MovedOn } from './messages/moved-on.js';
import { lockWords, removalNear, temporaryLockWords } from './messages/provenance-words.rules.js';
import { SourceFrame } from './sources/source-frame.js';
import { SearchDialog } from './search/search-dialog.js';
import { QuestionQueue } from './thread/question-queue.js';
import { TemporarySwitch } from './thread/temporary-switch.js';
import { ThreadStore } from './thread/thread-store.js';
import { ThreadView } from './thread/thread-view.js';
import { Note } from '../../shared/note.js';
import { Now } from '../../shared/when/now.js';

/** Milliseconds without a key, after which the question is looked at. */
const pause = 700;
/** Milliseconds for which a pasted text that became a file can be put into the question instead. */
const pasteUndoTime = 10_000;
/** Characters that the API takes. */
const longestQuestion = 32_000;

/** Questions and answers. */
@Component({
  selector: 'cm-chat-page',
  imports: [
    Composer,
    ConversationHeading,
    ConversationList,
    EmptyPage,
    EmptyThread,
    FileDrop,
    MatButton,
    MovedOn,
    Note,
    SearchDialog,
    QueuedQuestions,
    ShellSlot,
    SourceFrame,
    TemporarySwitch,
    ThreadView,
  ],
  templateUrl: './chat-page.html',
  styleUrl: './chat-page.scss',
  host: { '(document:keydown.escape)': 'stopByKey($event)', '(window:beforeunload)': 'warnOfLoss($event)' },
})
export class ChatPage {
  protected readonly thread = inject(ThreadStore);
  protected readonly conversations = inject(ConversationsStore);
  protected readonly models = inject(ModelsStore);
  protected readonly attachments = inject(AttachmentsStore);
  protected readonly session = inject(Session);
  protected readonly rail = inject(RailState);
  private readonly connection = inject(Connection);
  private readonly drafts = inject(Drafts);
  private readonly notices = inject(Notices);
  private readonly now = inject(Now);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);

  /** From the address: the conversation, and the citation whose passage is open, as message id and mark. */
  readonly id = input<string>();
  readonly source = input<string>();
  /** From the address: the message that a search led to. */
  readonly message = input<string>();

  protected readonly searching = signal<{ readonly words: string } | null>(null);

  protected readonly model = computed(() => this.models.named(this.thread.conversation()?.model ?? this.thread.chosenModel()));
  protected readonly lockLine = computed(() => {
    if (!this.models.known()) return '';
    const keptDays = this.models.keptDays();
    const goesAt = removalNear(this.thread.conversation()?.updatedAt, keptDays, this.now.at());
    return this.thread.temporary() ? temporaryLockWords(this.model()) : lockWords(this.model(), keptDays, goesAt);
  });
  protected readonly restricted = computed(() => this.session.me()?.restricted === true);
  protected readonly closed = computed(() => {
    if (this.restricted())
      return $localize`Processing of your data is restricted: you can read your conversations, but not ask new questions.`;
    return this.connection.online() ? '' : $localize`Not connected. Your draft is kept.`;
  });
  /** Only before the first question: what has been asked was kept, or was not. */
  protected readonly mayBeTemporary = computed(
    () =>
      this.models.offers().temporary &&
      this.thread.conversation() === null &&
      this.thread.state() === 'new' &&
      this.thread.isEmpty(),
  );
  protected readonly attachable = computed(
    () => this.models.offers().attachments.most > 0 && this.closed() === '' && !this.thread.temporary(),
  );
  protected readonly blocked = computed(() => blockWords(this.attachments.chips(), this.thread.answering()));
  private readonly draft = computed(() => `question:${this.id() ?? 'new'}`);
  protected readonly text = linkedSignal(() => this.drafts.of(this.draft()));
  protected readonly citation = computed(() => {
    const [messageId, mark] = (this.source() ?? '').split('.');
    const message = this.thread.turns().find((turn) => turn.message.id === messageId)?.message;
    return message?.citations.find((citation) => citation.mark === Number(mark)) ?? null;
  });

  private readonly api = inject(ChatApi);
  /** What is typed, once the person pauses, where it may be more than the model reads. */
  private readonly longQuestion = computed(() => {
    const content = this.text().trim();
    const history = this.thread.turns().reduce((sum, { message }) => sum + message.content.length, 0);
    if (!mayBeTooMuch(content.length, history, this.model()?.contextTokens ?? null) || content.length > longestQuestion)
      return undefined;
    const parentId = this.thread.turns().at(-1)?.message.id ?? null;
    const conversationId = this.thread.conversation()?.id;
    return conversationId === undefined ? { content } : { content, conversationId, parentId };
  });
  private readonly fit = resource({
    params: () => this.longQuestion(),
    loader: async ({ params, abortSignal }) => {
      await new Promise((resolve) => setTimeout(resolve, pause));
      return abortSignal.aborted ? '' : fitWords(await this.api.fit(params));
    },
  });
  /** Only a help: where it cannot be known, the API says it with the answer. */
  protected readonly warning = computed(() => (this.longQuestion() !== undefined && this.fit.hasValue() ? this.fit.value() : ''));
  private readonly queue = inject(QuestionQueue);
  /** Questions that wait for the end of the answer. */
  protected readonly nextQuestions = computed(() => {
    const conversation = this.thread.conversation();
    return conversation === null ? [] : this.queue.of(conversation.id);
  });
  /** They are not asked by themselves after an answer that failed or was stopped: the person may want something else now. */
  protected readonly nextAreHeld = computed(
    () => !this.thread.answering() && (this.closed() !== '' || this.thread.turns().at(-1)?.message.status !== 'completed'),
  );

  protected readonly atNewest = (text: string): Promise<boolean> => this.withFiles((ids) => this.thread.askAtNewest(text, ids));
  protected readonly inBranch = (text: string): Promise<boolean> => this.withFiles((ids) => this.thread.askInBranch(text, ids));

  private readonly composer = viewChild(Composer);
  protected readonly view = viewChild(ThreadView);
  private cameFrom: HTMLElement | null = null;

  constructor() {
    this.api.begin((inject(ActivatedRoute).snapshot.params['id'] as string | undefined) ?? null);
    void this.conversations.load();
    effect(() => {
      const id = this.id() ?? null;
      untracked(() => void this.open(id));
    });
    effect(() => {
      const id = this.id();
      if (id !== undefined && this.attachments.waitIn(id)) untracked(() => void this.attachments.restore(id));
    });
    effect(() => {
      const text = this.text();
      untracked(() => this.drafts.keep(this.draft(), this.thread.temporary() ? '' : text));
    });
    effect(() => {
      const [message, isReady] = [this.message(), this.thread.state() === 'ready'];
      if (message !== undefined && isReady) untracked(() => this.reveal(message));
    });
    effect(() => {
      if (this.nextQuestions().length > 0 && !this.thread.answering() && !this.nextAreHeld())
        untracked(() => void this.sendNext());
    });
    offerChatCommands({
      begin: () => void this.begin(),
      search: (words) => this.search(words),
      focus: () => this.composer()?.focus(),
      editLast: () => this.view()?.editLast(),
    });
    // On a touch screen, focus would open the keyboard before anything has been read.
    if (matchMedia('(hover: hover)').matches) afterNextRender(() => this.composer()?.focus());
  }

  /** One that was marked unread has then been read. */
  private async open(id: string | null): Promise<void> {
    this.attachments.open(id);
    await this.thread.open(id);
    const conversation = this.thread.conversation();
    if (conversation?.id === id && conversation.unread) await this.conversations.change(conversation, { unread: false });
  }

  protected search(words: string): void {
    this.rail.closeDrawer();
    this.searching.set({ words });
  }

  /** Shows the branch with the message in it, and goes there. */
  private reveal(messageId: string): void {
    if (!this.thread.showMessage(messageId)) return;
    afterNextRender(() => this.view()?.reveal(messageId), { injector: this.injector });
  }

  protected async ask(text: string): Promise<void> {
    const current = this.thread.conversation();
    if (this.thread.answering() && current !== null) {
      this.queue.add(current.id, text);
      return;
    }
    const isNew = this.thread.conversation() === null;
    this.text.set('');
    this.view()?.followEnd();
    const taken = await this.withFiles((ids) => this.thread.ask(text, ids));
    if (isNew && this.id() === undefined) await this.goToStarted();
    if (!taken && this.text() === '') this.text.set(text);
  }

  protected filesOf(chosen: readonly ChosenFile[]): readonly File[] {
    return chosen.map(({ file }) => file);
  }

  protected async attach(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const { maxBytes } = this.models.offers().attachments;
    await this.attachments.add(files, { maxBytes, begin: () => this.beginForFiles() });
  }

  /** A long text is read as a file; who wants it in the question takes that back. */
  protected async attachText(text: string): Promise<void> {
    const file = new File([text], 'Pasted text.txt', { type: 'text/plain' });
    void this.attach([file]);
    if (!(await this.notices.undoable($localize`The pasted text was attached as a file.`, pasteUndoTime))) return;
    const chip = this.attachments.chips().findLast(({ name, size }) => name === file.name && size === file.size);
    if (chip !== undefined) await this.attachments.remove(chip);
    this.composer()?.insertText(text);
  }

  /** Files belong to a conversation, so one begins with the first of them. What is typed goes along. */
  private async beginForFiles(): Promise<string | null> {
    const conversation = await this.thread.beginEmpty();
    if (conversation === null) return null;
    const typed = this.text();
    this.drafts.keep(`question:${conversation.id}`, typed);
    this.drafts.keep('question:new', '');
    await this.goToStarted();
    return conversation.id;
  }

  private async withFiles(ask: (ids: readonly string[]) => Promise<boolean>): Promise<boolean> {
    const ids = this.attachments.readyIds();
    const taken = await ask(ids);
    if (taken) this.attachments.taken(ids);
    return taken;
  }

  /** Asks the next question that waits, and keeps it where it cannot be sent. */
  protected async sendNext(): Promise<void> {
    const conversation = this.thread.conversation();
    const question = conversation === null ? undefined : this.queue.take(conversation.id, 0);
    if (conversation === null || question === undefined) return;
    this.view()?.followEnd();
    if (!(await this.thread.ask(question))) this.queue.putBack(conversation.id, question);
  }

  protected editNext(at: number): void {
    const question = this.removeNext(at);
    this.text.update((text) => [question, text].filter((each) => each !== '').join('\n\n'));
    this.composer()?.focusEnd();
  }

  protected removeNext(at: number): string {
    const conversation = this.thread.conversation();
    return conversation === null ? '' : (this.queue.take(conversation.id, at) ?? '');
  }

  protected quote(passage: string): void {
    this.text.update((text) => (text.trim() === '' ? '' : `${text.trimEnd()}\n\n`) + quoted(passage));
    this.composer()?.focusEnd();
  }

  /** Not where the key closes something that lies over the page, or leaves a field other than that for questions. */
  protected stopByKey(event: Event): void {
    const from = event.target as HTMLElement | null;
    const isElsewhere = event.defaultPrevented || document.querySelector('dialog[open], .mat-mdc-menu-panel') !== null;
    if (isElsewhere || !this.thread.answering() || (isTyping(from) && from?.id !== 'question')) return;
    event.preventDefault();
    void this.thread.stop();
  }

  /** Sends a question after the conversation has moved on elsewhere. */
  protected async sendMovedOn(ask: (text: string) => Promise<boolean>): Promise<void> {
    const text = this.text().trim();
    this.view()?.followEnd();
    this.composer()?.focus();
    if (text !== '' && (await ask(text))) this.text.set('');
  }

  /** What was typed so far is in no storage of the browser any more. */
  protected beTemporary(on: boolean): void {
    this.thread.temporary.set(on);
    this.drafts.keep(this.draft(), on ? '' : this.text());
    this.composer()?.focus();
  }

  protected warnOfLoss(event: BeforeUnloadEvent): void {
    if (this.thread.temporary() && !this.thread.isEmpty()) event.preventDefault();
  }

  protected async begin(): Promise<void> {
    this.rail.closeDrawer();
    if (this.thread.temporary()) await this.thread.open(null);
    await this.router.navigateByUrl('/chat');
    this.composer()?.focus();
  }

  protected async delete(conversation: Conversation): Promise<void> {
    const wasInView = conversation.id === this.id();
    if (wasInView) await this.router.navigateByUrl('/chat');
    const isDeleted = await this.conversations.delete(conversation);
    if (!isDeleted && wasInView && this.id() === undefined && this.thread.isEmpty())
      await this.router.navigate(['/chat', conversation.id]);
  }

  protected async chooseModel(name: string): Promise<void> {
    const conversation = this.thread.conversation();
    if (conversation === null) this.thread.chosenModel.set(name);
    else if (await this.conversations.change(conversation, { model: name })) this.thread.keep({ ...conversation, model: name });
  }

  protected async openSource(message: Message, mark: number): Promise<void> {
    this.cameFrom = document.activeElement as HTMLElement | null;
    await this.router.navigate([], { queryParams: { source: `${message.id}.${String(mark)}` } });
  }

  protected async closeSource(): Promise<void> {
    await this.router.navigate([], { queryParams: {} });
    this.cameFrom?.focus();
  }

  private async goToStarted(): Promise<void> {
    const started = this.thread.conversation();
    if (started !== null) await this.router.navigate(['/chat', started.id], { replaceUrl: true });
  }
}
