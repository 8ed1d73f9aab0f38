import { Component, ElementRef, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Approval } from '#contracts/approvals.js';
import type { RoleRequest } from '#contracts/users.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { StepUp } from '../../../shared/dialogs/step-up.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { roleWords } from '../../../shared/role-words.rules.js';
import { SidePanel } from '../../../shared/side-panel.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Timeline } from '../../../shared/timeline.js';
import { When } from '../../../shared/when/when.js';
import { caseState, caseStates } from '../case-filter.js';
import { personWords } from '../person-words.rules.js';
import { approveQuestion, denyQuestion, requestMarks, requestSteps } from './role-request-words.rules.js';
import { RoleRequestsApi } from './role-requests-api.js';

/** Who asks for which role, and why. */
@Component({
  selector: 'cm-role-requests-page',
  imports: [FilterChips, ListEnd, LoadFailure, MatButton, Note, RouterLink, SidePanel, StateMark, Timeline, When],
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
  private readonly confirm = inject(Confirm);
  private readonly stepUp = inject(StepUp);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** From the address: the request that is open, and which ones are shown. */
  readonly id = input<string>();
  readonly state = input<string>();

  protected readonly caseStates = caseStates;
  protected readonly roleWords = roleWords;
  protected readonly marks = requestMarks;
  protected readonly personWords = personWords;
  protected readonly steps = requestSteps;
  protected readonly shown = computed(() => caseState(this.state()));
  protected readonly list = new PagedList<RoleRequest>((cursor) => this.api.requests(this.shown(), cursor));
  protected readonly open = computed(() => this.list.items().find((request) => request.id === this.id()));
  protected readonly isOwn = computed(() => this.open()?.person.id === this.session.me()?.id);
  private readonly approvals = signal<ReadonlyMap<string, Approval>>(new Map());
  protected readonly awaiting = computed(() => this.approvals().get(this.id() ?? ''));

  constructor() {
    effect(() => {
      this.shown();
      untracked(() => void this.list.load());
    });
  }

  protected async show(state: string): Promise<void> {
    await this.router.navigate(['/decisions/role-requests'], { queryParams: { state: state === 'pending' ? null : state } });
  }

  protected async closePanel(): Promise<void> {
    const id = this.id();
    await this.router.navigate(['/decisions/role-requests'], { queryParamsHandling: 'preserve' });
    this.host.querySelector<HTMLElement>(`[data-row="${id ?? ''}"]`)?.focus();
  }

  protected async approve(request: RoleRequest): Promise<void> {
    let words = '';
    const done = await this.confirm.ask(approveQuestion(request), async (reason) => {
      const { approval, request: decided } = await this.stepUp.around(() => this.api.approve(request.id, reason));
      if (decided !== null) this.list.replace(decided);
      else this.approvals.update((known) => new Map([...known, [request.id, approval]]));
      words = decided === null ? 'A second person has to approve it now.' : 'The request is approved.';
    });
    if (done) this.notices.say(words);
  }

  protected async deny(request: RoleRequest): Promise<void> {
    const done = await this.confirm.ask(denyQuestion(request), async (reason) => {
      this.list.replace(await this.api.deny(request.id, reason));
    });
    if (done) this.notices.say('The request is not approved. The person can read why.');
  }
}
