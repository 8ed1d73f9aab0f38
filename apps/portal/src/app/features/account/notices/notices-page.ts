import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Notice } from '#contracts/auth/notices.js';
import { Notices } from '../../../core/notices.js';
import { WaitingStore } from '../../../core/waiting-store.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { AccountApi } from '../account-api.js';
import { noticeWords } from './notice-words.rules.js';

/** What happened to a person's way of signing in, so that they notice if it was not they. */
@Component({
  selector: 'cm-notices-page',
  imports: [ListEnd, LoadFailure, MatButton, RouterLink, StateMark, When],
  host: { class: 'cm-page' },
  template: `
    <div class="cm-column">
      <h1 i18n>Notices</h1>
      <p i18n class="cm-soft lead">
        What happened to the way you sign in. Was it not you? <a routerLink="/account/security">Change your password</a> and end
        your <a routerLink="/account/sessions">other sessions</a>.
      </p>
      @switch (list.state()) {
        @case ('failed') {
          <cm-load-failure [words]="list.failure()" (again)="list.load()" />
        }
        @case ('first-load') {
          <div class="skeleton" role="status" i18n-aria-label aria-label="Loading your notices">
            <span></span><span></span><span></span>
          </div>
        }
        @default {
          <ul role="list" i18n-aria-label aria-label="Your notices">
            @for (notice of list.items(); track notice.id) {
              <li class="notice">
                <span class="words">{{ noticeWords(notice) }}</span>
                @if (notice.readAt === null) {
                  <cm-state-mark i18n kind="warn">New</cm-state-mark>
                }
                <cm-when class="when" [at]="notice.createdAt" />
              </li>
            }
          </ul>
          @if (unread().length > 0) {
            <button i18n matButton="outlined" class="mark" type="button" [disabled]="marking()" (click)="markRead()">
              Mark as read
            </button>
          }
          @if (list.items().length === 0 && !list.hasMore()) {
            <div class="cm-nothing"><p i18n>Nothing has happened yet.</p></div>
          }
          <cm-list-end [list]="list" i18n-all all="End of list" />
        }
      }
    </div>
  `,
  styles: `
    .lead {
      margin: var(--space-2) 0 var(--space-4);
    }
    .notice {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-3);
      padding: var(--space-3) 0;
      border-bottom: 1px solid var(--line);
    }
    .words {
      flex: 1 1 16rem;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .when {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    .mark {
      margin-top: var(--space-4);
    }
  `,
})
export class NoticesPage {
  private readonly api = inject(AccountApi);
  private readonly notices = inject(Notices);
  private readonly waiting = inject(WaitingStore);

  protected readonly noticeWords = noticeWords;
  protected readonly marking = signal(false);
  protected readonly list = new PagedList<Notice>((cursor) => this.api.notices(cursor));
  protected readonly unread = computed(() => this.list.items().filter((notice) => notice.readAt === null));

  constructor() {
    void this.list.load();
  }

  protected async markRead(): Promise<void> {
    this.marking.set(true);
    const ids = this.unread().map((notice) => notice.id);
    const marked = await this.notices.attempt(() => this.api.markNoticesRead(ids.slice(0, 200)));
    this.marking.set(false);
    if (!marked) return;
    await Promise.all([this.list.load(), this.waiting.changed()]);
  }
}
