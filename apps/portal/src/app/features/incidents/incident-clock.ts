import { Component, computed, inject, input } from '@angular/core';
import type { Incident } from '#contracts/rights/incidents.js';
import { StateMark } from '../../shared/state-mark.js';
import { Now } from '../../shared/when/now.js';
import { When } from '../../shared/when/when.js';
import { clockOf, decisionWords } from './incident-words.rules.js';

/** How much of the time to notify the authority is left, or what was decided. */
@Component({
  selector: 'cm-incident-clock',
  imports: [StateMark, When],
  template: `
    @if (clock(); as clock) {
      <cm-state-mark [kind]="clock.kind">{{ clock.words }}</cm-state-mark>
      <span class="soft">until <cm-when [at]="incident().notifyBy" /></span>
      <span class="bar" aria-hidden="true"><span [class]="clock.kind" [style.inline-size.%]="clock.passed"></span></span>
    } @else {
      <span class="soft">{{ decision() }}</span>
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
    .soft {
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
export class IncidentClock {
  readonly incident = input.required<Incident>();

  private readonly now = inject(Now);
  protected readonly clock = computed(() => clockOf(this.incident(), this.now.at()));
  protected readonly decision = computed(() => decisionWords(this.incident()));
}
