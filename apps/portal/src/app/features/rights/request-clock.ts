import { Component, computed, inject, input } from '@angular/core';
import type { RightsRequest } from '#contracts/rights/requests.js';
import { StateMark } from '../../shared/state-mark.js';
import { Now } from '../../shared/when/now.js';
import { clockOf, dayWords } from './request-words.rules.js';

/** How much of the period to answer is left; nothing for a request that is closed. */
@Component({
  selector: 'cm-request-clock',
  imports: [StateMark],
  template: `
    @if (clock(); as clock) {
      <cm-state-mark [kind]="clock.kind">{{ clock.words }}</cm-state-mark>
      <span class="until"
        >until {{ dayWords(request().dueAt) }}
        @if (request().extendedAt) {
          , extended
        }
      </span>
      <span class="bar" aria-hidden="true"><span [class]="clock.kind" [style.inline-size.%]="clock.passed"></span></span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-2);
      max-width: 22rem;
    }
    .until {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    .bar {
      flex-basis: 100%;
      height: 3px;
      border-radius: 2px;
      background: var(--line);
      overflow: hidden;
    }
    .bar > span {
      display: block;
      height: 100%;
      background: var(--control);
    }
    .bar > .warn {
      background: var(--warn);
    }
    .bar > .bad {
      background: var(--bad);
    }
  `,
})
export class RequestClock {
  readonly request = input.required<RightsRequest>();

  private readonly now = inject(Now);
  protected readonly dayWords = dayWords;
  protected readonly clock = computed(() => (this.request().closedAt === null ? clockOf(this.request(), this.now.at()) : null));
}
