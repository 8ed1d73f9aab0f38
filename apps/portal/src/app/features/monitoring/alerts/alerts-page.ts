import { Component, DestroyRef, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { Alert } from '#contracts/monitoring/alerts.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { OpenRow } from '../../../shared/lists/open-row.js';
import { RowLink } from '../../../shared/lists/row-link.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { AlertPanel } from './alert-panel.js';
import { emptyWords, severityWords, shownAlerts, shownChoices, stateMarks, testWords } from './alert-words.rules.js';
import { AlertsApi } from './alerts-api.js';
import { AlertsStore } from './alerts-store.js';

/** What the operator should know of, newest first. */
@Component({
  selector: 'cm-alerts-page',
  imports: [AlertPanel, FilterChips, ListEnd, LoadFailure, MatButton, Note, RowLink, StateMark, When],
  host: { class: 'cm-list-page' },
  templateUrl: './alerts-page.html',
  styles: `
    .tested {
      margin-bottom: var(--space-3);
    }
    .count {
      text-align: end;
    }
  `,
})
export class AlertsPage {
  protected readonly $localize = $localize;
  private readonly api = inject(AlertsApi);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly store = inject(AlertsStore);

  /** From the URL: the open alert, and which ones are shown. */
  readonly id = input<string>();
  readonly state = input<string>();

  protected readonly choices = shownChoices;
  protected readonly stateMarks = stateMarks;
  protected readonly severityWords = severityWords;
  protected readonly shown = computed(() => shownAlerts(this.state()));
  protected readonly nothing = computed(() => emptyWords[this.shown()]);
  protected readonly mayTest = computed(() => this.session.may('settings:change'));
  protected readonly testing = signal(false);
  /** How the receivers answered the last test alert. */
  protected readonly tested = signal('');
  protected readonly row = new OpenRow<Alert>({
    id: this.id,
    list: this.store.list,
    path: '/monitoring/alerts',
    fetch: (id, signal) => this.api.alert(id, { signal }),
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.store.join());
    effect(() => {
      const shown = this.shown();
      untracked(() => void this.store.show(shown));
    });
  }

  protected async sendTest(): Promise<void> {
    if (this.testing()) return;
    this.testing.set(true);
    await this.notices.attempt(async () => this.tested.set(testWords(await this.api.test())));
    this.testing.set(false);
  }

  protected async choose(shown: string): Promise<void> {
    const queryParams = { state: shown === 'open' ? null : shown };
    await this.router.navigate(['/monitoring/alerts'], { queryParams, queryParamsHandling: 'merge' });
  }
}
