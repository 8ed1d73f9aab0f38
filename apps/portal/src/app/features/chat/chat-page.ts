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
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router } from '@angular/router';
import type { Conversation, Message } from '#contracts/chat/chat.js';
import { Connection } from '../../core/api/connection.js';
import { Commands, type Command } from '../../core/commands/commands.js';
import { Notices } from '../../core/notices.js';
import { Drafts } from '../../core/session/drafts/drafts.js';
import { Session } from '../../core/session/session.js';
import { RailState } from '../../core/shell/rail-state.js';
import { ShellSlot } from '../../core/shell/shell-slots.js';
import { EmptyPage } from '../../shared/pages/empty-page.js';
import { ChatApi } from './chat-api.js';
import { Composer } from './composer/composer.js';
import { ConversationHeading } from './thread/conversation-heading.js';
import { ConversationList } from './rail/conversation-list.js';
import { ConversationsStore } from './rail/conversations-store.js';
import { EmptyThread } from './thread/empty-thread.js';
import { ModelsStore } from './models-store.js';
import { MovedOn } from './messages/moved-on.js';
import { lockWords, removalNear } from './messages/provenance-words.rules.js';
import { SourceFrame } from './sources/source-frame.js';
import { SearchDialog } from './search/search-dialog.js';
import { ThreadStore } from './thread/thread-store.js';
import { ThreadView } from './thread/thread-view.js';
import { shownText } from '#contracts/shown-text.js';

import { Now } from '../../shared/when/now.js';
/** Questions and answers. */
@Component({
  selector: 'cm-chat-page',
  imports: [
    Composer,
    ConversationHeading,
    ConversationList,
    EmptyPage,
    EmptyThread,
    MatButton,
    MovedOn,
    SearchDialog,
    ShellSlot,
    SourceFrame,
    ThreadView,
  ],
  templateUrl: './chat-page.html',
  styleUrl: './chat-page.scss',
})
export class ChatPage {
  protected readonly thread = inject(ThreadStore);
  protected readonly conversations = inject(ConversationsStore);
  protected readonly models = inject(ModelsStore);
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
    return lockWords(this.model(), keptDays, goesAt);
  });
  protected readonly restricted = computed(() => this.session.me()?.restricted === true);
  protected readonly closed = computed(() => {
    if (this.restricted())
      return 'Processing of your data is restricted: you can read your conversations, but not ask new questions.';
    return this.connection.online() ? '' : 'Not connected. Your draft is kept.';
  });
  private readonly draft = computed(() => `question:${this.id() ?? 'new'}`);
  protected readonly text = linkedSignal(() => this.drafts.of(this.draft()));
  protected readonly citation = computed(() => {
    const [messageId, mark] = (this.source() ?? '').split('.');
    const message = this.thread.turns().find((turn) => turn.message.id === messageId)?.message;
    return message?.citations.find((citation) => citation.mark === Number(mark)) ?? null;
  });

  protected readonly atNewest = (text: string): Promise<boolean> => this.thread.askAtNewest(text);
  protected readonly inBranch = (text: string): Promise<boolean> => this.thread.askInBranch(text);

  private readonly composer = viewChild(Composer);
  private readonly view = viewChild(ThreadView);
  private cameFrom: HTMLElement | null = null;

  constructor() {
    inject(ChatApi).begin((inject(ActivatedRoute).snapshot.params['id'] as string | undefined) ?? null);
    void this.conversations.load();
    effect(() => {
      const id = this.id() ?? null;
      untracked(() => void this.open(id));
    });
    effect(() => {
      const text = this.text();
      untracked(() => this.drafts.keep(this.draft(), text));
    });
    effect(() => {
      const [message, isReady] = [this.message(), this.thread.state() === 'ready'];
      if (message !== undefined && isReady) untracked(() => this.reveal(message));
    });
    this.offerCommands();
    // On a touch screen, focus would open the keyboard before anything has been read.
    if (matchMedia('(hover: hover)').matches) afterNextRender(() => this.composer()?.focus());
  }

  /** One that was marked unread has then been read. */
  private async open(id: string | null): Promise<void> {
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
    const isNew = this.thread.conversation() === null;
    this.text.set('');
    this.view()?.followEnd();
    const taken = await this.thread.ask(text);
    if (isNew && this.id() === undefined) await this.goToStarted();
    if (!taken && this.text() === '') this.text.set(text);
  }

  /** Sends a question after the conversation has moved on elsewhere. */
  protected async sendMovedOn(ask: (text: string) => Promise<boolean>): Promise<void> {
    const text = this.text().trim();
    this.view()?.followEnd();
    this.composer()?.focus();
    if (text !== '' && (await ask(text))) this.text.set('');
  }

  protected async begin(): Promise<void> {
    this.rail.closeDrawer();
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

  private offerCommands(): void {
    const commands = inject(Commands);
    commands.offer(
      computed<Command[]>(() => [
        { id: 'new', words: 'New conversation', group: 'Do', keys: 'Alt N', run: () => void this.begin() },
        { id: 'search', words: 'Search in conversations', group: 'Do', keys: 'Ctrl Shift F', run: () => this.search('') },
        ...this.conversations.all().map((each) => ({
          id: each.id,
          words: shownText(each.title),
          group: 'Conversations',
          run: () => void this.router.navigate(['/chat', each.id]),
        })),
      ]),
    );
    commands.findMessages((words) => this.search(words));
    commands.listen([
      { on: 'mod+shift+f', keys: 'Ctrl Shift F', words: 'Search in conversations', run: () => this.search('') },
      { on: 'alt+n', keys: 'Alt N', words: 'New conversation', run: () => void this.begin() },
      { on: '/', keys: '/', words: 'Focus the question field', run: () => this.composer()?.focus() },
    ]);
  }
}
