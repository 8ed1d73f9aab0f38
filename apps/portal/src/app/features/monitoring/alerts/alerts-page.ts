import { Component, DestroyRef, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { Alert } from '#contracts/monitoring/alerts.js';
import { FilterChips } from '../../../shared/lists/filter-chips.js';
import { ListEnd } from '../../../shared/lists/list-end.js';
import { OpenRow } from '../../../shared/lists/open-row.js';
import { RowLink } from '../../../shared/lists/row-link.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { AlertPanel } from './alert-panel.js';
import { emptyWords, severityWords, shownAlerts, shownChoices, stateMarks } from './alert-words.rules.js';
import { AlertsApi } from './alerts-api.js';
import { AlertsStore } from './alerts-store.js';

/** What the operator should know of, newest first. */
@Component({
  selector: 'cm-alerts-page',
  imports: [AlertPanel, FilterChips, ListEnd, LoadFailure, RowLink, StateMark, When],
  host: { class: 'cm-list-page' },
  templateUrl: './alerts-page.html',
  styles: `
    .count {
      text-align: end;
    }
  `,
})
export class AlertsPage {
  private readonly api = inject(AlertsApi);
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

  protected async choose(shown: string): Promise<void> {
    const queryParams = { state: shown === 'open' ? null : shown };
    await this.router.navigate(['/monitoring/alerts'], { queryParams, queryParamsHandling: 'merge' });
  }
}
