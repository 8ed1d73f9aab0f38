import { Service, inject, inputBinding } from '@angular/core';
import { Router } from '@angular/router';
import type { ChangeConversation, Conversation } from '#contracts/chat/chat.js';
import { Notices } from '../../../core/notices.js';
import { Dialogs } from '../../../shared/dialogs/dialogs.js';
import { ChatApi } from '../chat-api.js';
import { ConversationsStore } from '../rail/conversations-store.js';
import { FolderDialog } from './folder-dialog.js';
import { TagsDialog } from './tags-dialog.js';

/** Milliseconds for which "Undo" is offered. */
const undoTime = 10_000;

/** What can be done with a conversation from its menu, in the rail and at its title alike. */
@Service()
export class ConversationActions {
  private readonly list = inject(ConversationsStore);
  private readonly api = inject(ChatApi);
  private readonly notices = inject(Notices);
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);

  togglePin(conversation: Conversation): Promise<boolean> {
    return this.list.change(conversation, { pinned: !conversation.pinned });
  }

  toggleUnread(conversation: Conversation): Promise<boolean> {
    return this.list.change(conversation, { unread: !conversation.unread });
  }

  async rename(conversation: Conversation, title: string): Promise<void> {
    const trimmed = title.trim();
    if (trimmed !== '' && trimmed !== conversation.title) await this.list.change(conversation, { title: trimmed });
  }

  async toggleArchived(conversation: Conversation): Promise<void> {
    const archived = !conversation.archived;
    if (!(await this.list.change(conversation, { archived }))) return;
    const words = archived ? $localize`Conversation archived.` : $localize`Conversation moved out of the archive.`;
    if (await this.notices.undoable(words, undoTime))
      await this.list.change({ ...conversation, archived }, { archived: !archived });
  }

  async move(conversation: Conversation): Promise<void> {
    const move = (folder: string | null): Promise<void> => this.list.changeOrFail(conversation, { folder });
    await this.dialogs.ask<boolean>(FolderDialog, [
      inputBinding('heading', () => $localize`Move to a folder`),
      inputBinding('folder', () => conversation.folder ?? ''),
      inputBinding('move', () => move),
    ]);
  }

  async tag(conversation: Conversation): Promise<void> {
    const save = (tags: string[]): Promise<void> => this.list.changeOrFail(conversation, { tags });
    await this.dialogs.ask<boolean>(TagsDialog, [
      inputBinding('tags', () => conversation.tags),
      inputBinding('save', () => save),
    ]);
  }

  async share(conversation: Conversation): Promise<void> {
    const { ShareDialog } = await import('../sharing/share-dialog.js');
    await this.dialogs.ask<void>(ShareDialog, [inputBinding('conversation', () => conversation)]);
  }

  async instruct(conversation: Conversation): Promise<void> {
    const save = (changes: ChangeConversation): Promise<void> => this.list.changeOrFail(conversation, changes);
    const { InstructionsDialog } = await import('./instructions-dialog.js');
    await this.dialogs.ask<boolean>(InstructionsDialog, [
      inputBinding('text', () => conversation.systemPrompt ?? ''),
      inputBinding('parameters', () => conversation.parameters ?? null),
      inputBinding('save', () => save),
    ]);
  }

  async copy(conversation: Conversation): Promise<void> {
    await this.notices.attempt(async () => {
      const copy = await this.api.copyConversation(conversation.id);
      this.list.put(copy);
      await this.router.navigate(['/chat', copy.id]);
      this.notices.say($localize`Copied. You are in the copy now.`);
    });
  }
}
