import { Component, ElementRef, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Approval } from '#contracts/approvals.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { SidePanel } from '../../../shared/side-panel.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Timeline } from '../../../shared/timeline.js';
import { Now } from '../../../shared/when/now.js';
import { When } from '../../../shared/when/when.js';
import { caseState, caseStates } from '../case-filter.js';
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

/** What takes two people and waits for the second. */
@Component({
  selector: 'cm-approvals-page',
  imports: [FilterChips, ListEnd, LoadFailure, MatButton, Note, RouterLink, SidePanel, StateMark, Timeline, When],
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
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly now = inject(Now);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** From the address: the approval that is open, and which ones are shown. */
  readonly id = input<string>();
  readonly state = input<string>();

  protected readonly caseStates = caseStates;
  protected readonly marks = approvalMarks;
  protected readonly personWords = personWords;
  protected readonly shown = computed(() => caseState(this.state()));
  protected readonly list = new PagedList<Approval>((cursor) => this.api.approvals(this.shown(), cursor));
  protected readonly open = computed(() => this.list.items().find((approval) => approval.id === this.id()));
  protected readonly steps = computed(() => {
    const open = this.open();
    return open === undefined ? [] : approvalSteps(open, this.now.at());
  });
  protected readonly whyNot = computed(() => {
    const open = this.open();
    return open === undefined ? '' : whyNotDecidable(open, this.session.me()?.id ?? '');
  });
  protected readonly isOwn = computed(() => this.open()?.requestedBy.id === this.session.me()?.id);

  constructor() {
    effect(() => {
      this.shown();
      untracked(() => void this.list.load());
    });
  }

  protected async show(state: string): Promise<void> {
    await this.router.navigate(['/decisions/approvals'], { queryParams: { state: state === 'pending' ? null : state } });
  }

  protected async closePanel(): Promise<void> {
    const id = this.id();
    await this.router.navigate(['/decisions/approvals'], { queryParamsHandling: 'preserve' });
    this.host.querySelector<HTMLElement>(`[data-row="${id ?? ''}"]`)?.focus();
  }

  protected async approve(approval: Approval): Promise<void> {
    const done = await this.confirm.ask(approveQuestion(approval), async (reason) => {
      this.list.replace(await this.api.approve(approval.id, reason));
    });
    if (done) this.notices.say('You approved it, and it is done.');
  }

  protected async deny(approval: Approval): Promise<void> {
    const done = await this.confirm.ask(denyQuestion(approval), async (reason) => {
      this.list.replace(await this.api.deny(approval.id, reason));
    });
    if (done) this.notices.say('It is not approved. Nothing was done.');
  }

  protected async withdraw(approval: Approval): Promise<void> {
    const done = await this.confirm.ask(withdrawQuestion(), async (reason) => {
      this.list.replace(await this.api.deny(approval.id, reason));
    });
    if (done) this.notices.say('Your request is taken back.');
  }
}
