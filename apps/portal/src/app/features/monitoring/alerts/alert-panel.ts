import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Alert } from '#contracts/monitoring/alerts.js';
import { ApiProblem } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { Session } from '../../../core/session/session.js';
import { Icon } from '../../../shared/icon.js';
import type { OpenRow } from '../../../shared/lists/open-row.js';
import { SidePanel } from '../../../shared/lists/side-panel.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { deliveryWords, factsOf, severityWords, stateMarks } from './alert-words.rules.js';
import { AlertsStore } from './alerts-store.js';

/** One alert: what happened, what to do, and who was told. */
@Component({
  selector: 'cm-alert-panel',
  imports: [Icon, MatButton, Note, RouterLink, SidePanel, StateMark, When],
  templateUrl: './alert-panel.html',
  styles: `
    :host {
      display: contents;
    }
    .advice {
      display: flex;
      margin-bottom: var(--space-4);
    }
    .acts {
      display: grid;
      gap: var(--space-2);
      margin-top: var(--space-5);
    }
    .deliveries {
      padding: 0;
      margin: 0;
      list-style: none;
    }
  `,
})
export class AlertPanel {
  protected readonly $localize = $localize;
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);
  private readonly store = inject(AlertsStore);

  readonly row = input.required<OpenRow<Alert>>();

  protected readonly stateMarks = stateMarks;
  protected readonly severityWords = severityWords;
  protected readonly factsOf = factsOf;
  protected readonly deliveryWords = deliveryWords;
  protected readonly alert = computed(() => this.row().item());
  protected readonly isBusy = signal(false);
  protected readonly mayAcknowledge = computed(() => this.session.may('alerts:acknowledge'));
  protected readonly maySeeAccount = computed(() => this.session.may('users:manage'));
  protected readonly mayReadLog = computed(() => this.session.may('audit:read'));
  protected readonly isGone = computed(() => {
    const failure = this.row().failure();
    return failure instanceof ApiProblem && failure.status === 404;
  });

  protected async acknowledge(alert: Alert): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    const isDone = await this.notices.attempt(async () => this.row().replace(await this.store.acknowledge(alert.id)));
    this.isBusy.set(false);
    if (isDone) this.notices.say($localize`Alert acknowledged.`);
  }
}
