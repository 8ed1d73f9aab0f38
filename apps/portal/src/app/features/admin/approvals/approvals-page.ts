import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Approval } from '#contracts/auth/approvals.js';
import { Session } from '../../../core/session/session.js';
import { RowLink } from '../../../shared/lists/row-link.js';
import { SortHead } from '../../../shared/lists/sort-head.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Timeline } from '../../../shared/timeline.js';
import { Now } from '../../../shared/when/now.js';
import { When } from '../../../shared/when/when.js';
import { CaseFrame, type CaseWords } from '../decisions/case-frame.js';
import { CasesStore } from '../decisions/cases-store.js';
import { personWords } from '../person-words.rules.js';
import {
  approvalMarks,
  approvalSteps,
  approveQuestion,
  denyQuestion,
  whyNotDecidable,
  withdrawQuestion,
} from './approval-words.rules.js';
import { ApprovalsApi } from './approvals-api.js';

const words: CaseWords = {
  heading: $localize`Approvals`,
  lead: $localize`Granting power, destroying data and disclosing it take two people: one requests, another approves within 24 hours.`,
  loading: $localize`Loading approvals`,
  nothingWaits: $localize`Nothing is waiting for a second person.`,
  nothingYet: $localize`Nothing has needed a second person yet.`,
  notShown: $localize`This approval isn’t in the current list.`,
  showAll: $localize`Show all approvals`,
};

/** Requests that take two people and wait for the second. */
@Component({
  selector: 'cm-approvals-page',
  imports: [CaseFrame, MatButton, Note, RowLink, SortHead, StateMark, Timeline, When],
  host: { class: 'cm-list-page' },
  templateUrl: './approvals-page.html',
  styles: `
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-top: var(--space-4);
    }
    .facts {
      margin: var(--space-4) 0;
    }
    .summary {
      font-size: var(--type-4);
      overflow-wrap: anywhere;
    }
    .story {
      display: block;
    }
  `,
})
export class ApprovalsPage {
  private readonly api = inject(ApprovalsApi);
  private readonly now = inject(Now);
  private readonly session = inject(Session);

  /** From the URL: the open approval, which ones are shown, and in which order. */
  readonly id = input<string>();
  readonly state = input<string>();
  readonly sort = input<string>();

  protected readonly words = words;
  protected readonly marks = approvalMarks;
  protected readonly personWords = personWords;
  protected readonly cases = new CasesStore<Approval>(
    { path: '/decisions/approvals', fetch: (state, order, cursor) => this.api.approvals(state, order, cursor) },
    this,
  );
  protected readonly steps = computed(() => {
    const open = this.cases.row.item();
    return open === undefined ? [] : approvalSteps(open, this.now.at());
  });
  protected readonly whyNot = computed(() => {
    const open = this.cases.row.item();
    return open === undefined ? '' : whyNotDecidable(open, this.session.me()?.id ?? '');
  });
  protected readonly isOwn = computed(() => this.cases.row.item()?.requestedBy.id === this.session.me()?.id);

  protected async approve(approval: Approval): Promise<void> {
    await this.cases.decide(
      approveQuestion(approval),
      (reason) => this.api.approve(approval.id, reason),
      () => $localize`Approved and done.`,
    );
  }

  protected async deny(approval: Approval): Promise<void> {
    await this.cases.decide(
      denyQuestion(approval),
      (reason) => this.api.deny(approval.id, reason),
      () => $localize`Request denied. Nothing was changed.`,
    );
  }

  protected async withdraw(approval: Approval): Promise<void> {
    await this.cases.decide(
      withdrawQuestion(),
      (reason) => this.api.deny(approval.id, reason),
      () => $localize`Request withdrawn.`,
    );
  }
}
