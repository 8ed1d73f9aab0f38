import { Component, input } from '@angular/core';
import { StateMark, type MarkKind } from './state-mark.js';

export interface DeadlineState {
  readonly kind: MarkKind;
  readonly words: string;
  /** Percent of the period that is over. */
  readonly passed: number;
}

/** How much of a period is left, in words and as a bar. What it holds says until when. */
@Component({
  selector: 'cm-deadline',
  imports: [StateMark],
  template: `
    <cm-state-mark [kind]="state().kind">{{ state().words }}</cm-state-mark>
    <span class="until"><ng-content /></span>
    <span class="bar" aria-hidden="true"><span [class]="state().kind" [style.inline-size.%]="state().passed"></span></span>
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
export class Deadline {
  readonly state = input.required<DeadlineState>();
}
