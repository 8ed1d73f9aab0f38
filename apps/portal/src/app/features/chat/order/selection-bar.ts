import { Component, computed, inject, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { Conversation } from '#contracts/chat/chat.js';
import { Icon } from '../../../shared/icon.js';
import { ConversationsStore } from '../rail/conversations-store.js';
import { exportLinks } from '../rail/export-links.rules.js';
import { SelectionStore } from './selection-store.js';

/** What can be done with the conversations that are picked. */
@Component({
  selector: 'cm-selection-bar',
  imports: [Icon, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  host: { role: 'toolbar', 'aria-label': 'Selected conversations' },
  template: `
    <div class="all">
      <input
        type="checkbox"
        i18n-aria-label
        aria-label="Select all"
        [checked]="isAll()"
        [indeterminate]="!isAll() && picked.count() > 0"
        (change)="picked.toggleAll()"
      />
      <span i18n role="status">{{ picked.count() }} selected</span>
    </div>
    <button
      matIconButton
      class="small"
      type="button"
      [title]="archives() ? texts.archive : texts.unarchive"
      [attr.aria-label]="archives() ? texts.archiveSelected : texts.unarchiveSelected"
      [disabled]="none()"
      (click)="picked.archive()"
    >
      <cm-icon name="archive" />
    </button>
    <button
      matIconButton
      class="small"
      type="button"
      i18n-title
      title="Move to folder"
      i18n-aria-label
      aria-label="Move selected to a folder"
      [disabled]="none()"
      (click)="picked.move()"
    >
      <cm-icon name="folder" />
    </button>
    <button
      matIconButton
      class="small"
      type="button"
      i18n-title
      title="Export"
      i18n-aria-label
      aria-label="Export selected"
      [disabled]="none()"
      [matMenuTriggerFor]="exporting"
    >
      <cm-icon name="download" />
    </button>
    <button
      matIconButton
      class="small"
      type="button"
      i18n-title
      title="Delete"
      i18n-aria-label
      aria-label="Delete selected"
      [disabled]="none()"
      (click)="remove()"
    >
      <cm-icon name="trash" />
    </button>
    <button
      matIconButton
      class="small"
      type="button"
      i18n-title
      title="Stop selecting (Esc)"
      i18n-aria-label
      aria-label="Stop selecting"
      (click)="picked.end()"
    >
      <cm-icon name="close" />
    </button>
    <mat-menu #exporting>
      @for (form of forms(); track form.words) {
        <a mat-menu-item download [href]="form.address">{{ form.words }}</a>
      }
    </mat-menu>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 2px;
      padding: 0 var(--space-2) var(--space-2) var(--space-4);
    }
    .all {
      display: flex;
      flex: 1;
      align-items: center;
      gap: var(--space-2);
      min-width: 0;
      min-height: var(--target);
      color: var(--text-soft);
      font-size: var(--type-2);
      white-space: nowrap;
    }
  `,
})
export class SelectionBar {
  protected readonly texts = {
    archive: $localize`Archive`,
    unarchive: $localize`Unarchive`,
    archiveSelected: $localize`Archive selected`,
    unarchiveSelected: $localize`Unarchive selected`,
  };
  protected readonly picked = inject(SelectionStore);
  private readonly list = inject(ConversationsStore);

  readonly deleted = output<readonly Conversation[]>();

  protected readonly archives = computed(() => !this.list.view().archived);
  protected readonly none = computed(() => this.picked.count() === 0 || this.picked.busy());
  protected readonly isAll = computed(() => this.picked.count() > 0 && this.picked.count() === this.list.all().length);
  protected readonly forms = computed(() => exportLinks({ ids: this.picked.ids() }));

  protected async remove(): Promise<void> {
    this.deleted.emit(await this.picked.delete());
  }
}
