import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { AccessReview } from '#contracts/rights/access-reviews.js';
import { Notices } from '../../core/notices.js';
import { Deadline } from '../../shared/deadline.js';
import { Icon } from '../../shared/icon.js';
import { ListEnd } from '../../shared/lists/list-end.js';
import { PagedList } from '../../shared/lists/paged-list.js';
import { LoadFailure } from '../../shared/load-failure.js';
import { StateMark } from '../../shared/state-mark.js';
import { Now } from '../../shared/when/now.js';
import { When } from '../../shared/when/when.js';
import { clockOf, outcomeWords, progressWords } from './access-review-words.rules.js';
import { AccessReviewsApi } from './access-reviews-api.js';

/** Reviews of access: the open one with its clock, those that were closed, and when the next is due. */
@Component({
  selector: 'cm-access-reviews-page',
  imports: [Deadline, Icon, ListEnd, LoadFailure, MatButton, RouterLink, StateMark, When],
  host: { class: 'cm-list-page' },
  templateUrl: './access-reviews-page.html',
})
export class AccessReviewsPage {
  private readonly api = inject(AccessReviewsApi);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly now = inject(Now);

  protected readonly nextDueAt = signal<string | null>(null);
  protected readonly starting = signal(false);
  protected readonly list = new PagedList<AccessReview>(async (cursor) => {
    const page = await this.api.page(cursor);
    this.nextDueAt.set(page.nextDueAt);
    return page;
  });
  protected readonly progressWords = progressWords;
  protected readonly outcomeWords = outcomeWords;

  constructor() {
    void this.list.load();
  }

  protected hasOpen(): boolean {
    return this.list.items().some(({ state }) => state === 'open');
  }

  protected clock(review: AccessReview) {
    return clockOf(review, this.now.at());
  }

  protected async start(): Promise<void> {
    this.starting.set(true);
    await this.notices.attempt(async () => {
      const { id } = await this.api.start();
      await this.router.navigate(['/compliance/access-reviews', id]);
    });
    this.starting.set(false);
  }
}
