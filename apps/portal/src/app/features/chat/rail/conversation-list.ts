import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import type { Conversation } from '#contracts/chat/chat.js';
import { exportLinks } from './export-links.rules.js';
import { Icon } from '../../../shared/icon.js';
import { StateMark } from '../../../shared/state-mark.js';
import { ConversationActions } from '../order/conversation-actions.js';
import { ConversationMenu } from '../order/conversation-menu.js';
import { FolderList } from '../order/folder-list.js';
import { SelectionBar } from '../order/selection-bar.js';
import { SelectionStore } from '../order/selection-store.js';
import { ConversationsStore } from './conversations-store.js';
import { viewName, type ListView } from './list-view.rules.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';

/** The rail of the chat: begin, find, and the conversations by age. */
@Component({
  selector: 'cm-conversation-list',
  imports: [
    ConversationMenu,
    FolderList,
    SelectionBar,
    Icon,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    ShownPipe,
    StateMark,
  ],
  templateUrl: './conversation-list.html',
  styleUrl: './conversation-list.scss',
})
export class ConversationList {
  protected readonly $localize = $localize;
  protected readonly list = inject(ConversationsStore);
  protected readonly picked = inject(SelectionStore);
  private readonly actions = inject(ConversationActions);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);

  readonly current = input<string | null>(null);
  readonly chosen = output();
  readonly began = output();
  readonly searched = output();
  readonly deleted = output<Conversation>();

  protected readonly menuFor = signal<Conversation | null>(null);
  protected readonly renaming = signal<string | null>(null);
  protected readonly isEmpty = computed(() => this.list.state() === 'ready' && this.list.all().length === 0);
  protected readonly part = computed(() => viewName(this.list.view()));
  protected readonly allForms = exportLinks('all');
  private readonly titleInput = viewChild<ElementRef<HTMLInputElement>>('title');

  protected rename({ id }: Conversation): void {
    this.renaming.set(id);
    afterNextRender(() => this.titleInput()?.nativeElement.select(), { injector: this.injector });
  }

  protected async keepTitle(conversation: Conversation, title: string): Promise<void> {
    if (this.renaming() !== conversation.id) return;
    this.renaming.set(null);
    await this.actions.rename(conversation, title);
  }

  protected show(view: ListView): void {
    this.picked.end();
    void this.list.show(view);
  }

  /** X picks the row that has the focus, Esc stops picking. */
  protected steer(event: KeyboardEvent, { id }: Conversation): void {
    if (event.key.toLowerCase() === 'x' && !event.ctrlKey && !event.metaKey && !event.altKey && this.renaming() === null) {
      event.preventDefault();
      this.picked.toggle(id, { through: event.shiftKey });
    } else if (event.key === 'Escape' && this.picked.active()) {
      event.stopPropagation();
      this.picked.end();
    }
  }

  protected pick(event: MouseEvent, { id }: Conversation): void {
    this.picked.toggle(id, { through: event.shiftKey });
  }

  protected deletedSeveral(conversations: readonly Conversation[]): void {
    // The rail stays open on a phone: what was deleted can be brought back from here.
    if (conversations.some(({ id }) => id === this.current())) void this.router.navigateByUrl('/chat');
  }
}
