import { Component, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { RailState } from '../../../core/shell/rail-state.js';
import { ShellSlot } from '../../../core/shell/shell-slots.js';
import { SectionStyles } from '../../../shared/pages/section-styles.js';
import { ConversationList } from '../rail/conversation-list.js';
import { ConversationsStore } from '../rail/conversations-store.js';
import { SearchDialog } from '../search/search-dialog.js';

/** Pages of the chat beside one’s own conversations, with the same rail. */
@Component({
  selector: 'cm-shared-frame',
  imports: [ConversationList, SearchDialog, SectionStyles, ShellSlot],
  host: { class: 'cm-page' },
  template: `
    <cm-section-styles />
    <ng-template cmShellSlot="rail">
      <cm-conversation-list
        (chosen)="rail.closeDrawer()"
        (began)="begin()"
        (searched)="search()"
        (deleted)="conversations.delete($event)"
      />
    </ng-template>
    <ng-template cmShellSlot="heading">
      <span class="heading">{{ heading() }}</span>
    </ng-template>
    <div class="cm-column"><ng-content /></div>
    @if (searching()) {
      <cm-search-dialog query="" (closed)="searching.set(false)" />
    }
  `,
  styles: `
    .heading {
      font-weight: 600;
    }
  `,
})
export class SharedFrame {
  protected readonly rail = inject(RailState);
  protected readonly conversations = inject(ConversationsStore);
  private readonly router = inject(Router);

  readonly heading = input.required<string>();
  protected readonly searching = signal(false);

  constructor() {
    void this.conversations.load();
  }

  protected search(): void {
    this.rail.closeDrawer();
    this.searching.set(true);
  }

  protected async begin(): Promise<void> {
    this.rail.closeDrawer();
    await this.router.navigateByUrl('/chat');
  }
}
