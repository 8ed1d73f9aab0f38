import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatButton } from '@angular/material/button';
import type { Approval } from '#contracts/auth/approvals.js';
import type { RequestAct, RightsRequest } from '#contracts/rights/requests.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Confirm } from '../../../shared/dialogs/confirm.js';
import { saveAs } from '../../../shared/files/save-as.js';
import { Icon } from '../../../shared/icon.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { OpenRow } from '../../../shared/lists/open-row.js';
import { PagedList } from '../../../shared/lists/paged-list.js';
import { RowLink } from '../../../shared/lists/row-link.js';
import { SidePanel } from '../../../shared/lists/side-panel.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { Timeline } from '../../../shared/timeline.js';
import { When } from '../../../shared/when/when.js';
import { RequestClock } from '../request-clock.js';
import { EncryptPackageDialog } from '../encrypt-package-dialog.js';
import { actWords, isHandedOver, personOf, questionOf, stateMarks, stepsOf, typeWords } from '../request-words.rules.js';
import { RightsApi } from '../rights-api.js';
import { RecordRequestDialog } from './record-request-dialog.js';

type Shown = 'open' | 'closed' | 'all';

/** The officers' queue: who asked for what, how much time is left, and what comes next. */
@Component({
  selector: 'cm-requests-page',
  imports: [
    EncryptPackageDialog,
    FilterChips,
    Icon,
    ListEnd,
    LoadFailure,
    MatButton,
    Note,
    RecordRequestDialog,
    RequestClock,
    RouterLink,
    RowLink,
    SidePanel,
    StateMark,
    Timeline,
    When,
  ],
  host: { class: 'cm-list-page' },
  templateUrl: './requests-page.html',
  styles: `
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin: var(--space-4) 0;
    }
    .said {
      margin: var(--space-4) 0;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .story,
    .clock {
      display: block;
      margin-top: var(--space-4);
    }
  `,
})
export class RequestsPage {
  protected readonly $localize = $localize;
  private readonly api = inject(RightsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  /** From the URL. */
  readonly id = input<string>();
  readonly state = input<string>();

  protected readonly states = [
    { value: 'open', words: $localize`Open` },
    { value: 'closed', words: $localize`Closed` },
    { value: 'all', words: $localize`All` },
  ];
  protected readonly typeWords = typeWords;
  protected readonly marks = stateMarks;
  protected readonly actWords = actWords;
  protected readonly isHandedOver = isHandedOver;
  protected readonly encrypting = signal<RightsRequest | null>(null);
  protected readonly personOf = personOf;
  protected readonly recording = signal(false);
  protected readonly shown = computed<Shown>(() => {
    const asked = this.state();
    return asked === 'closed' || asked === 'all' ? asked : 'open';
  });
  protected readonly list = new PagedList<RightsRequest>((cursor) => this.api.page(this.shown(), cursor));
  protected readonly row = new OpenRow<RightsRequest>({
    id: this.id,
    list: this.list,
    path: '/compliance/requests',
    fetch: (id, signal) => this.api.one(id, signal),
  });
  private readonly approvals = signal<ReadonlyMap<string, Approval>>(new Map());
  protected readonly awaiting = computed(() => this.approvals().get(this.id() ?? ''));

  constructor() {
    effect(() => {
      this.shown();
      untracked(() => void this.list.load());
    });
  }

  protected steps(request: RightsRequest) {
    return stepsOf(request, this.session.me()?.id);
  }

  protected async show(state: string): Promise<void> {
    await this.router.navigate(['/compliance/requests'], { queryParams: { state: state === 'open' ? null : state } });
  }

  protected async do(act: RequestAct, request: RightsRequest): Promise<void> {
    const done = await this.confirm.ask(questionOf(act, request), async (reason) => {
      const { request: now, approval } = await this.api.act(request.id, act, reason === '' ? {} : { reason });
      if (now !== null) this.row.replace(now);
      else this.approvals.update((known) => new Map([...known, [request.id, approval]]));
    });
    if (done)
      this.notices.say(this.awaiting() ? $localize`A second person has to approve it now.` : $localize`${actWords[act]}\: done.`);
  }

  protected async handedOver({ id }: RightsRequest): Promise<void> {
    this.encrypting.set(null);
    await this.notices.attempt(async () => this.row.replace(await this.api.one(id)));
  }

  protected async saveDossier(request: RightsRequest): Promise<void> {
    await this.notices.attempt(async () => saveAs(await this.api.dossier(request.id), `dossier-${request.id}.json`));
  }

  protected async saveCertificate(request: RightsRequest): Promise<void> {
    await this.notices.attempt(async () => saveAs(await this.api.certificate(request.id), `certificate-${request.id}.json`));
  }

  protected recorded(request: RightsRequest): void {
    this.recording.set(false);
    this.list.putFirst(request);
    void this.router.navigate(['/compliance/requests', request.id], { queryParamsHandling: 'preserve' });
  }
}
