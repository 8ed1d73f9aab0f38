import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Approval } from '#contracts/auth/approvals.js';
import { IncidentState, type Incident } from '#contracts/rights/incidents.js';
import { Notices } from '../../core/notices.js';
import { Session } from '../../core/session/session.js';
import { Confirm } from '../../shared/dialogs/confirm.js';
import { saveAs } from '../../shared/files/save-as.js';
import { Icon } from '../../shared/icon.js';
import { FilterChips } from '../../shared/lists/filter-chips.js';
import { ListEnd } from '../../shared/lists/list-end.js';
import { OpenRow } from '../../shared/lists/open-row.js';
import { PagedList } from '../../shared/lists/paged-list.js';
import { RowLink } from '../../shared/lists/row-link.js';
import { SidePanel } from '../../shared/lists/side-panel.js';
import { LoadFailure } from '../../shared/load-failure.js';
import { Note } from '../../shared/note.js';
import { StateMark } from '../../shared/state-mark.js';
import { Timeline } from '../../shared/timeline.js';
import { When } from '../../shared/when/when.js';
import { IncidentClock } from './incident-clock.js';
import { IncidentDialog } from './incident-dialog.js';
import { closeQuestion, formText, noNotificationQuestion, notifyQuestion, stateMarks, stepsOf } from './incident-words.rules.js';
import { IncidentsApi } from './incidents-api.js';
import { UpdateDialog } from './update-dialog.js';
import { readerLocale } from '../../../locale/language.js';

const path = '/compliance/incidents';

/** The register of incidents: the clock of each, its story, and what is to be decided. */
@Component({
  selector: 'cm-incidents-page',
  imports: [
    FilterChips,
    Icon,
    IncidentClock,
    IncidentDialog,
    ListEnd,
    LoadFailure,
    MatButton,
    Note,
    RouterLink,
    RowLink,
    SidePanel,
    StateMark,
    Timeline,
    UpdateDialog,
    When,
  ],
  host: { class: 'cm-list-page' },
  templateUrl: './incidents-page.html',
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
    .basis {
      margin-block: var(--space-2) var(--space-3);
    }
    .story,
    .clock {
      display: block;
      margin-top: var(--space-4);
    }
  `,
})
export class IncidentsPage {
  protected readonly $localize = $localize;
  private readonly api = inject(IncidentsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  /** From the URL. */
  readonly id = input<string>();
  readonly state = input<string>();

  protected readonly states = [
    { value: 'all', words: $localize`All` },
    ...IncidentState.options.map((value) => ({ value, words: stateMarks[value].words })),
  ];
  protected readonly marks = stateMarks;
  protected readonly recording = signal(false);
  protected readonly changing = signal<Incident | null>(null);
  protected readonly updating = signal<Incident | null>(null);
  protected readonly shown = computed<IncidentState | 'all'>(() => IncidentState.safeParse(this.state()).data ?? 'all');
  protected readonly list = new PagedList<Incident>((cursor) => this.api.page(this.shown(), cursor));
  protected readonly row = new OpenRow<Incident>({
    id: this.id,
    list: this.list,
    path,
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

  protected steps(incident: Incident) {
    return stepsOf(incident, this.session.me()?.id, (at) =>
      new Date(at).toLocaleString(readerLocale(), { dateStyle: 'medium', timeStyle: 'short' }),
    );
  }

  protected namesOf({ people }: Incident): string {
    return people.map(({ username }) => username ?? $localize`an account that is gone`).join(', ');
  }

  protected async show(state: string): Promise<void> {
    await this.router.navigate([path], { queryParams: { state: state === 'all' ? null : state } });
  }

  protected recorded(incident: Incident): void {
    this.recording.set(false);
    this.list.putFirst(incident);
    void this.router.navigate([path, incident.id], { queryParamsHandling: 'preserve' });
  }

  protected saved(incident: Incident): void {
    this.changing.set(null);
    this.updating.set(null);
    this.row.replace(incident);
  }

  protected async notify({ id }: Incident): Promise<void> {
    await this.confirm.ask(notifyQuestion(), async (reason) => {
      this.row.replace(await this.api.decide(id, { notify: true, reason }));
    });
  }

  protected async doNotNotify({ id }: Incident): Promise<void> {
    await this.confirm.ask(noNotificationQuestion(), async (reason) => {
      this.row.replace(await this.api.decide(id, { notify: false, reason }));
    });
  }

  protected async close({ id }: Incident): Promise<void> {
    const done = await this.confirm.ask(closeQuestion(), async (reason) => {
      const { incident, approval } = await this.api.close(id, reason);
      if (approval !== null) this.approvals.update((known) => new Map([...known, [id, approval]]));
      this.row.replace(incident ?? (await this.api.one(id)));
    });
    if (done)
      this.notices.say(this.awaiting() ? $localize`A second person has to approve it now.` : $localize`The incident is closed.`);
  }

  protected async saveForm({ id }: Incident): Promise<void> {
    await this.notices.attempt(async () =>
      saveAs(new Blob([formText(await this.api.form(id))], { type: 'text/plain;charset=utf-8' }), `incident-${id}.txt`),
    );
  }
}
