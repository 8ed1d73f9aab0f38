import { Component, computed, inject, input } from '@angular/core';
import type { Incident } from '#contracts/rights/incidents.js';
import { Deadline } from '../../shared/deadline.js';
import { Now } from '../../shared/when/now.js';
import { When } from '../../shared/when/when.js';
import { clockOf, decisionWords } from './incident-words.rules.js';

/** How much of the time to notify the authority is left, or what was decided. */
@Component({
  selector: 'cm-incident-clock',
  imports: [Deadline, When],
  template: `
    @if (clock(); as clock) {
      <cm-deadline i18n [state]="clock">until <cm-when [at]="incident().notifyBy" /></cm-deadline>
    } @else {
      <span class="cm-soft">{{ decision() }}</span>
    }
  `,
})
export class IncidentClock {
  readonly incident = input.required<Incident>();

  private readonly now = inject(Now);
  protected readonly clock = computed(() => clockOf(this.incident(), this.now.at()));
  protected readonly decision = computed(() => decisionWords(this.incident()));
}
