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
import { RouterLink } from '@angular/router';
import type { Conversation } from '#contracts/chat/chat.js';
import { exportLinks } from './export-links.rules.js';
import { Commands } from '../../../core/commands/commands.js';
import { Icon } from '../../../shared/icon.js';
import { StateMark } from '../../../shared/state-mark.js';
import { ConversationsStore } from './conversations-store.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';

/** The rail of the chat: begin, find, and the conversations by age. */
@Component({
  selector: 'cm-conversation-list',
  imports: [Icon, MatButton, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink, ShownPipe, StateMark],
  templateUrl: './conversation-list.html',
  styleUrl: './conversation-list.scss',
})
export class ConversationList {
  protected readonly list = inject(ConversationsStore);
  protected readonly commands = inject(Commands);
  private readonly injector = inject(Injector);

  readonly current = input<string | null>(null);
  readonly chosen = output();
  readonly began = output();
  readonly deleted = output<Conversation>();

  protected readonly menuFor = signal<Conversation | null>(null);
  protected readonly renaming = signal<string | null>(null);
  protected readonly isEmpty = computed(() => this.list.state() === 'ready' && this.list.all().length === 0);
  protected readonly exportForms = computed(() => exportLinks(this.menuFor()?.id ?? null));
  protected readonly allForms = exportLinks(null);
  private readonly titleInput = viewChild<ElementRef<HTMLInputElement>>('title');

  protected rename(): void {
    this.renaming.set(this.menuFor()?.id ?? null);
    afterNextRender(() => this.titleInput()?.nativeElement.select(), { injector: this.injector });
  }

  protected async keepTitle(conversation: Conversation, title: string): Promise<void> {
    if (this.renaming() !== conversation.id) return;
    this.renaming.set(null);
    const trimmed = title.trim();
    if (trimmed !== '' && trimmed !== conversation.title) await this.list.change(conversation, { title: trimmed });
  }

  protected async togglePin(): Promise<void> {
    const conversation = this.menuFor();
    if (conversation !== null) await this.list.change(conversation, { pinned: !conversation.pinned });
  }

  protected async toggleArchived(): Promise<void> {
    const conversation = this.menuFor();
    if (conversation !== null) await this.list.change(conversation, { archived: !conversation.archived });
  }

  protected delete(): void {
    const conversation = this.menuFor();
    if (conversation !== null) this.deleted.emit(conversation);
  }
}
