import { Component, input } from '@angular/core';
import type { MessageAttachment } from '#contracts/chat/attachments.js';
import { Icon } from '../../../shared/icon.js';
import { sizeWords } from '../../../shared/text/amount-words.rules.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';

/** The files that a question was asked with, to be downloaded. */
@Component({
  selector: 'cm-attachment-links',
  imports: [Icon, ShownPipe],
  template: `
    <ul role="list" i18n-aria-label aria-label="Attached files">
      @for (file of files(); track file.id) {
        <li>
          <a download [href]="addressOf(file)" i18n-title title="Download {{ file.name }}">
            <cm-icon name="file" />
            <span class="name" dir="auto">{{ file.name | shown }}</span>
            <span class="size">{{ size(file.size) }}</span>
          </a>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-2);
      margin: var(--space-2) 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      min-width: 0;
      max-width: 100%;
    }
    a {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-height: var(--target);
      padding: 0 var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
      color: var(--text);
      font-size: var(--type-2);
      text-decoration: none;
    }
    a:hover {
      border-color: var(--control);
      background: var(--hover);
    }
    cm-icon {
      --icon-size: 1rem;
      flex: none;
      color: var(--text-soft);
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .size {
      flex: none;
      color: var(--text-soft);
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class AttachmentLinks {
  readonly files = input.required<readonly MessageAttachment[]>();
  readonly conversationId = input.required<string>();

  protected readonly size = sizeWords;

  protected addressOf({ id }: MessageAttachment): string {
    return `/api/chat/conversations/${this.conversationId()}/attachments/${id}/file`;
  }
}
