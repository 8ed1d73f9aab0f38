import { Component, input } from '@angular/core';
import { Icon, type IconName } from './icon.js';
import { When } from './when/when.js';

/** One thing that happened in a case, or that comes next (`at` is null then). */
export interface Step {
  readonly icon: IconName;
  /** What happened and who did it. */
  readonly words: string;
  readonly at: string | null;
  /** What was said about it, in that person's words. */
  readonly quote?: string;
}

/** A case from its beginning to what comes next. */
@Component({
  selector: 'cm-timeline',
  imports: [Icon, When],
  template: `
    <ol role="list" class="steps">
      @for (step of steps(); track $index) {
        <li class="step" [class.next]="step.at === null">
          <span class="mark"><cm-icon [name]="step.icon" /></span>
          <div>
            <p>{{ step.words }}</p>
            @if (step.at; as at) {
              <p class="soft"><cm-when [at]="at" /></p>
            }
            @if (step.quote; as quote) {
              <blockquote class="quote">{{ quote }}</blockquote>
            }
          </div>
        </li>
      }
    </ol>
  `,
  styles: `
    .step {
      position: relative;
      display: grid;
      grid-template-columns: 1.75rem minmax(0, 1fr);
      gap: var(--space-3);
      padding-bottom: var(--space-5);
      overflow-wrap: anywhere;
    }
    .step:not(:last-child)::before {
      content: '';
      position: absolute;
      inset: 1.75rem auto 0 0.84rem;
      border-inline-start: 1.5px solid var(--line);
    }
    .mark {
      display: grid;
      place-items: center;
      width: 1.75rem;
      height: 1.75rem;
      border-radius: 50%;
      background: var(--accent-soft);
      color: var(--accent-strong);
    }
    cm-icon {
      --icon-size: 1rem;
    }
    .next .mark {
      border: 1.5px dashed var(--control);
      background: none;
      color: var(--text-soft);
    }
    .next,
    .soft {
      color: var(--text-soft);
    }
    .soft {
      font-size: var(--type-2);
    }
    .quote {
      margin: var(--space-1) 0 0;
      padding-inline-start: var(--space-3);
      border-inline-start: 2px solid var(--line);
      white-space: pre-wrap;
    }
  `,
})
export class Timeline {
  readonly steps = input.required<readonly Step[]>();
}
