import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Job } from '#contracts/jobs.js';
import { StateMark, type MarkKind } from '../../../shared/state-mark.js';
import { When } from '../../../shared/when/when.js';
import { pullWords } from './model-words.rules.js';

const marks: Readonly<Record<Job['state'], { readonly kind: MarkKind; readonly words: string }>> = {
  queued: { kind: 'calm', words: $localize`Waiting` },
  running: { kind: 'warn', words: $localize`Running` },
  completed: { kind: 'good', words: $localize`Complete` },
  failed: { kind: 'bad', words: $localize`Failed` },
  cancelled: { kind: 'calm', words: $localize`Cancelled` },
};

/** Downloads of models, each with how far it is. */
@Component({
  selector: 'cm-pull-list',
  imports: [MatButton, StateMark, When],
  template: `
    <ul role="list" i18n-aria-label aria-label="Downloads">
      @for (job of jobs(); track job.id) {
        <li>
          <div class="about">
            <p class="name">{{ models().get(job.id) ?? texts.aModel }}</p>
            <p class="soft">{{ pullWords(job) }} · <cm-when [at]="job.createdAt" /></p>
          </div>
          <cm-state-mark [kind]="marks[job.state].kind">{{ marks[job.state].words }}</cm-state-mark>
          @if (job.finishedAt === null) {
            <button
              i18n
              matButton="outlined"
              type="button"
              [attr.aria-label]="texts.cancelTheDownloadOf(models().get(job.id) ?? texts.theModel)"
              (click)="cancelled.emit(job)"
            >
              Cancel
            </button>
            <progress
              [attr.value]="job.progress?.total ? job.progress?.done : null"
              [max]="job.progress?.total || 1"
              [attr.aria-label]="models().get(job.id) ?? texts.download"
              [attr.aria-valuetext]="pullWords(job)"
            ></progress>
          }
        </li>
      } @empty {
        <li class="cm-nothing"><p i18n>No downloads in the last 30 days.</p></li>
      }
    </ul>
  `,
  styles: `
    li:not(.cm-nothing) {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-4);
      padding: var(--space-3) 0;
      border-bottom: 1px solid var(--line);
    }
    .about {
      flex: 1 1 16rem;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .name {
      font-weight: 550;
    }
    .soft {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    progress {
      flex: 1 0 100%;
      accent-color: var(--accent);
    }
  `,
})
export class PullList {
  protected readonly texts = {
    theModel: $localize`a model`,
    aModel: $localize`A model`,
    cancelTheDownloadOf: (model: string | number) => $localize`Cancel the download of ${model}`,
    download: $localize`Download`,
  };
  readonly jobs = input.required<readonly Job[]>();
  /** The model of each, by the id of its job. */
  readonly models = input.required<ReadonlyMap<string, string>>();
  readonly cancelled = output<Job>();

  protected readonly marks = marks;
  protected readonly pullWords = pullWords;
}
