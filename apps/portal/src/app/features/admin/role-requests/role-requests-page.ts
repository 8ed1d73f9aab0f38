import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Approval } from '#contracts/auth/approvals.js';
import type { RoleRequest } from '#contracts/auth/people/users.js';
import { Session } from '../../../core/session/session.js';
import { RowLink } from '../../../shared/lists/row-link.js';
import { SortHead } from '../../../shared/lists/sort-head.js';
import { Note } from '../../../shared/note.js';
import { roleWords } from '../../../shared/text/role-words.rules.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Timeline } from '../../../shared/timeline.js';
import { When } from '../../../shared/when/when.js';
import { CaseFrame, type CaseWords } from '../decisions/case-frame.js';
import { CasesStore } from '../decisions/cases-store.js';
import { personWords } from '../person-words.rules.js';
import { approveQuestion, denyQuestion, requestMarks, requestSteps } from './role-request-words.rules.js';
import { RoleRequestsApi } from './role-requests-api.js';

const words: CaseWords = {
  heading: $localize`Role requests`,
  lead: $localize`People request a role and give a reason. An administrator decides, but never on their own request.`,
  loading: $localize`Loading requests`,
  nothingWaits: $localize`No requests are waiting for a decision.`,
  nothingYet: $localize`Nobody has requested a role yet. People can do so in My account, under Profile and role.`,
  notShown: $localize`This request isn’t in the current list.`,
  showAll: $localize`Show all requests`,
};

/** Who requests which role, and why. */
@Component({
  selector: 'cm-role-requests-page',
  imports: [CaseFrame, MatButton, Note, RouterLink, RowLink, SortHead, StateMark, Timeline, When],
  host: { class: 'cm-list-page' },
  templateUrl: './role-requests-page.html',
  styles: `
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    .story {
      display: block;
    }
  `,
})
export class RoleRequestsPage {
  protected readonly $localize = $localize;
  private readonly api = inject(RoleRequestsApi);
  private readonly session = inject(Session);

  /** From the URL: the open request, which ones are shown, and in which order. */
  readonly id = input<string>();
  readonly state = input<string>();
  readonly sort = input<string>();

  protected readonly words = words;
  protected readonly roleWords = roleWords;
  protected readonly marks = requestMarks;
  protected readonly personWords = personWords;
  protected readonly steps = requestSteps;
  protected readonly cases = new CasesStore<RoleRequest>(
    { path: '/decisions/role-requests', fetch: (state, order, cursor) => this.api.requests(state, order, cursor) },
    this,
  );
  protected readonly isOwn = computed(() => this.cases.row.item()?.person.id === this.session.me()?.id);
  private readonly approvals = signal<ReadonlyMap<string, Approval>>(new Map());
  protected readonly awaiting = computed(() => this.approvals().get(this.id() ?? ''));

  protected async approve(request: RoleRequest): Promise<void> {
    await this.cases.decide(
      approveQuestion(request),
      async (reason) => {
        const { approval, request: decided } = await this.api.approve(request.id, reason);
        if (approval !== null) this.approvals.update((known) => new Map([...known, [request.id, approval]]));
        return decided;
      },
      () => (this.approvals().has(request.id) ? $localize`Sent for approval by a second person.` : $localize`Request approved.`),
    );
  }

  protected async deny(request: RoleRequest): Promise<void> {
    await this.cases.decide(
      denyQuestion(request),
      (reason) => this.api.deny(request.id, reason),
      () => $localize`Request denied. The person can see your reason.`,
    );
  }
}
