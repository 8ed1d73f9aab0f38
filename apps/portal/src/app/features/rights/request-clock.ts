import { Component, computed, inject, input } from '@angular/core';
import type { RightsRequest } from '#contracts/rights/requests.js';
import { Deadline } from '../../shared/deadline.js';
import { Now } from '../../shared/when/now.js';
import { clockOf, dayWords } from './request-words.rules.js';

/** How much of the period to answer is left; nothing for a request that is closed. */
@Component({
  selector: 'cm-request-clock',
  imports: [Deadline],
  template: `
    @if (clock(); as clock) {
      <cm-deadline i18n [state]="clock"
        >until {{ dayWords(request().dueAt) }}{{ request().extendedAt ? texts.extended : '' }}</cm-deadline
      >
    }
  `,
})
export class RequestClock {
  protected readonly texts = {
    extended: $localize`, extended`,
  };
  readonly request = input.required<RightsRequest>();

  private readonly now = inject(Now);
  protected readonly dayWords = dayWords;
  protected readonly clock = computed(() => (this.request().closedAt === null ? clockOf(this.request(), this.now.at()) : null));
}
