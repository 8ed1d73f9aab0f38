import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { Conversation } from '#contracts/chat/chat.js';
import { Icon } from '../../../shared/icon.js';
import { exportLinks } from '../rail/export-links.rules.js';
import { ConversationActions } from './conversation-actions.js';

/** The menu of a conversation: for a trigger that has `menu()`. */
@Component({
  selector: 'cm-conversation-menu',
  imports: [Icon, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <mat-menu #menu>
      @if (conversation(); as conversation) {
        <button mat-menu-item type="button" (click)="renamed.emit(conversation)">
          <cm-icon name="edit" /><ng-container i18n>Rename</ng-container>
        </button>
        <button mat-menu-item type="button" (click)="actions.togglePin(conversation)">
          <cm-icon name="pin" />{{ conversation.pinned ? texts.unpin : texts.pin }}
        </button>
        <button mat-menu-item type="button" (click)="actions.toggleUnread(conversation)">
          <cm-icon name="unread" />{{ conversation.unread ? texts.markAsRead : texts.markAsUnread }}
        </button>
        <button mat-menu-item type="button" (click)="actions.move(conversation)">
          <cm-icon name="folder" /><ng-container i18n>Move to folder…</ng-container>
        </button>
        <button mat-menu-item type="button" (click)="actions.tag(conversation)">
          <cm-icon name="tag" /><ng-container i18n>Tags…</ng-container>
        </button>
        <button mat-menu-item type="button" (click)="actions.share(conversation)">
          <cm-icon name="share" /><ng-container i18n>Share…</ng-container>
        </button>
        <button mat-menu-item type="button" (click)="actions.instruct(conversation)">
          <cm-icon name="settings" />{{ conversation.systemPrompt === null ? texts.instructions : texts.changeInstructions }}
        </button>
        <button mat-menu-item type="button" (click)="actions.copy(conversation)">
          <cm-icon name="copy" /><ng-container i18n>Make a copy</ng-container>
        </button>
        <button mat-menu-item type="button" [matMenuTriggerFor]="exporting">
          <cm-icon name="download" /><ng-container i18n>Export</ng-container>
        </button>
        <button mat-menu-item type="button" (click)="actions.toggleArchived(conversation)">
          <cm-icon name="archive" />{{ conversation.archived ? texts.unarchive : texts.archive }}
        </button>
        <button mat-menu-item type="button" class="danger" (click)="deleted.emit(conversation)">
          <cm-icon name="trash" /><ng-container i18n>Delete</ng-container>
        </button>
      }
    </mat-menu>
    <mat-menu #exporting>
      @for (form of exportForms(); track form.words) {
        <a mat-menu-item download [href]="form.address">{{ form.words }}</a>
      }
    </mat-menu>
  `,
})
export class ConversationMenu {
  protected readonly texts = {
    unpin: $localize`Unpin`,
    pin: $localize`Pin`,
    markAsRead: $localize`Mark as read`,
    markAsUnread: $localize`Mark as unread`,
    instructions: $localize`Instructions…`,
    changeInstructions: $localize`Change instructions…`,
    unarchive: $localize`Unarchive`,
    archive: $localize`Archive`,
  };
  protected readonly actions = inject(ConversationActions);

  readonly conversation = input<Conversation | null>(null);
  readonly renamed = output<Conversation>();
  readonly deleted = output<Conversation>();

  readonly menu = viewChild.required<MatMenu>('menu');
  protected readonly exportForms = computed(() => exportLinks({ id: this.conversation()?.id ?? '' }));
}
