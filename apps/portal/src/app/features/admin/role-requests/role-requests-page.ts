import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Approval } from '#contracts/approvals.js';
import type { RoleRequest } from '#contracts/users.js';
import { Session } from '../../../core/session/session.js';
import { SortHead } from '../../../shared/lists/sort-head.js';
import { Note } from '../../../shared/note.js';
import { roleWords } from '../../../shared/role-words.rules.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Timeline } from '../../../shared/timeline.js';
import { When } from '../../../shared/when/when.js';
import { CaseFrame, type CaseWords } from '../decisions/case-frame.js';
import { Cases } from '../decisions/cases.js';
import { personWords } from '../person-words.rules.js';
import { approveQuestion, denyQuestion, requestMarks, requestSteps } from './role-request-words.rules.js';
import { RoleRequestsApi } from './role-requests-api.js';

const words: CaseWords = {
  heading: 'Role requests',
  lead: 'People ask for a role and say why. An administrator decides, though never about a request of their own.',
  loading: 'The requests are loading',
  nothingWaits: 'Nobody waits for a decision.',
  nothingYet: 'Nobody has asked for a role yet. People do that under My account, Profile and role.',
  notShown: 'This request is not among those shown.',
  showAll: 'Show all requests',
};

/** Who asks for which role, and why. */
@Component({
  selector: 'cm-role-requests-page',
  imports: [CaseFrame, MatButton, Note, RouterLink, SortHead, StateMark, Timeline, When],
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
  private readonly api = inject(RoleRequestsApi);
  private readonly session = inject(Session);

  /** From the address: the request that is open, which ones are shown, and in which order. */
  readonly id = input<string>();
  readonly state = input<string>();
  readonly sort = input<string>();

  protected readonly words = words;
  protected readonly roleWords = roleWords;
  protected readonly marks = requestMarks;
  protected readonly personWords = personWords;
  protected readonly steps = requestSteps;
  protected readonly cases = new Cases<RoleRequest>(
    { path: '/decisions/role-requests', fetch: (state, order, cursor) => this.api.requests(state, order, cursor) },
    this,
  );
  protected readonly isOwn = computed(() => this.cases.open()?.person.id === this.session.me()?.id);
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
      () => (this.approvals().has(request.id) ? 'A second person has to approve it now.' : 'The request is approved.'),
    );
  }

  protected async deny(request: RoleRequest): Promise<void> {
    await this.cases.decide(
      denyQuestion(request),
      (reason) => this.api.deny(request.id, reason),
      () => 'The request is not approved. The person can read why.',
    );
  }
}
