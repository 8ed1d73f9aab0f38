import { Component, computed, inject, output, resource, signal } from '@angular/core';
import { Icon } from '../../../shared/icon.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { ChatApi } from '../chat-api.js';
import { ConversationsStore } from '../rail/conversations-store.js';
import type { ListView } from '../rail/list-view.rules.js';

/** Folders and tags in use, read when they are unfolded. */
@Component({
  selector: 'cm-folder-list',
  imports: [Icon, ShownPipe],
  template: `
    <details (toggle)="open.set(details.open)" #details>
      <summary class="entry"><cm-icon name="folder" /><ng-container i18n>Folders and tags</ng-container></summary>
      @if (known.error()) {
        <p class="none" role="alert">
          <ng-container i18n>Folders couldn’t be loaded. </ng-container
          ><button i18n class="again" type="button" (click)="known.reload()">Try again</button>
        </p>
      } @else if (known.value(); as value) {
        <ul role="list">
          @for (folder of value.folders; track folder.name) {
            <li>
              <button class="entry" type="button" (click)="chosen.emit({ archived: false, folder: folder.name })">
                <cm-icon name="folder" /><span class="name" dir="auto">{{ folder.name | shown }}</span
                ><span class="count">{{ folder.conversations }}</span>
              </button>
            </li>
          }
          @for (tag of value.tags; track tag.name) {
            <li>
              <button class="entry" type="button" (click)="chosen.emit({ archived: false, tag: tag.name })">
                <cm-icon name="tag" /><span class="name" dir="auto">{{ tag.name | shown }}</span
                ><span class="count">{{ tag.conversations }}</span>
              </button>
            </li>
          }
        </ul>
        @if (value.folders.length + value.tags.length === 0) {
          <p i18n class="none">Move a conversation to a folder, or give it tags, in its menu.</p>
        }
      }
    </details>
  `,
  styles: `
    .entry {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      width: 100%;
      min-height: var(--target);
      padding: 0 var(--space-2);
      border: 0;
      border-radius: var(--radius-small);
      background: none;
      color: var(--text-soft);
      text-align: start;
      cursor: pointer;
      list-style: none;
    }
    .entry:hover {
      background: var(--hover);
      color: var(--text);
    }
    summary::-webkit-details-marker {
      display: none;
    }
    ul {
      margin-inline-start: var(--space-3);
    }
    .name {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .count {
      font-size: var(--type-1);
      font-variant-numeric: tabular-nums;
    }
    .none {
      padding: var(--space-2) var(--space-4);
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    .again {
      border: 0;
      background: none;
      color: var(--accent);
      text-decoration: underline;
      cursor: pointer;
    }
  `,
})
export class FolderList {
  private readonly api = inject(ChatApi);
  private readonly list = inject(ConversationsStore);

  readonly chosen = output<ListView>();

  protected readonly open = signal(false);
  private readonly places = computed(() =>
    this.list
      .all()
      .map(({ folder, tags }) => [folder, ...tags].join('/'))
      .join(),
  );
  /** Read again when a conversation in the list changes its place. */
  protected readonly known = resource({
    params: () => (this.open() ? this.places() : undefined),
    loader: () => this.api.folders(),
  });
}
