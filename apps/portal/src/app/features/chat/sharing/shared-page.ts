import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SharedConversation } from '#contracts/chat/shares.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { ShownPipe } from '../../../shared/text/shown-pipe.js';
import { When } from '../../../shared/when/when.js';
import { ownerWords } from './share-words.rules.js';
import { SharedFrame } from './shared-frame.js';
import { SharesApi } from './shares-api.js';

/** What others share with the person. */
@Component({
  selector: 'cm-shared-page',
  imports: [ListEnd, LoadFailure, RouterLink, SharedFrame, ShownPipe, When],
  host: { class: 'cm-list-page' },
  template: `
    <cm-shared-frame i18n-heading heading="Shared with me">
      <h1 i18n>Shared with me</h1>
      <p i18n class="cm-soft">Snapshots of conversations that other people opened to you.</p>
      @switch (list.state()) {
        @case ('failed') {
          <cm-load-failure [words]="list.failure()" (again)="list.load()" />
        }
        @case ('first-load') {
          <div class="skeleton" role="status" i18n-aria-label aria-label="Loading what is shared with you">
            <span></span><span></span><span></span>
          </div>
        }
        @default {
          <ul role="list" class="list" i18n-aria-label aria-label="Shared with you">
            @for (shared of list.items(); track shared.id) {
              <li>
                <a class="title" dir="auto" [routerLink]="['/chat/shared', shared.id]">{{
                  shared.title || texts.newConversation | shown
                }}</a>
                <p class="soft">
                  {{ ownerWords(shared) | shown }} · <cm-when [at]="shared.createdAt" />
                  @if (shared.expiresAt; as at) {
                    <ng-container i18n>· until <cm-when [at]="at" /></ng-container>
                  }
                </p>
              </li>
            } @empty {
              <li class="cm-nothing">
                <p i18n>Nothing is shared with you. To share a conversation of yours, open its menu and choose “Share…”.</p>
              </li>
            }
          </ul>
          @if (list.hasMore()) {
            <cm-list-end [list]="list" />
          }
        }
      }
    </cm-shared-frame>
  `,
  styles: `
    .list {
      margin-top: var(--space-4);
    }
    .list > li:not(.cm-nothing) {
      padding: var(--space-3) 0;
      border-bottom: 1px solid var(--line);
    }
    .title {
      display: inline-block;
      min-height: 1.5rem;
      font-weight: 550;
      overflow-wrap: anywhere;
    }
    .soft {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
  `,
})
export class SharedPage {
  protected readonly texts = {
    newConversation: $localize`New conversation`,
  };
  private readonly api = inject(SharesApi);
  protected readonly ownerWords = ownerWords;
  protected readonly list = new PagedList<SharedConversation>((cursor) => this.api.openToMe(cursor));

  constructor() {
    void this.list.load();
  }
}
