import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Job } from '#contracts/jobs.js';
import { StateMark, type MarkKind } from '../../../shared/state-mark.js';
import { counted } from '../../../shared/text/amount-words.rules.js';
import { When } from '../../../shared/when/when.js';
import { leftOut, reportOf, reportWords, stateWords } from './import-words.rules.js';

const marks: Readonly<Record<Job['state'], { readonly kind: MarkKind; readonly words: string }>> = {
  queued: { kind: 'calm', words: $localize`Waiting` },
  running: { kind: 'warn', words: $localize`Running` },
  completed: { kind: 'good', words: $localize`Complete` },
  failed: { kind: 'bad', words: $localize`Failed` },
  cancelled: { kind: 'calm', words: $localize`Cancelled` },
};

/** One import: how far it is, and what came of it. */
@Component({
  selector: 'cm-import-run',
  imports: [MatButton, StateMark, When],
  template: `
    <div class="head">
      <cm-state-mark [kind]="mark().kind">{{ mark().words }}</cm-state-mark>
      <cm-when class="soft" [at]="job().createdAt" />
      @if (job().finishedAt === null) {
        <button i18n matButton="text" type="button" (click)="cancelled.emit()">Cancel import</button>
      }
    </div>
    <p>{{ words() }}</p>
    @if (job().finishedAt === null) {
      <progress
        [attr.value]="job().progress?.total ? job().progress?.done : null"
        [max]="job().progress?.total || 1"
        i18n-aria-label
        aria-label="Import"
      ></progress>
    }
    @for (part of parts(); track part.words) {
      <details>
        <summary i18n>{{ part.words }}: {{ placesWords(part.paths.length) }} in the file</summary>
        <ul role="list">
          @for (path of part.paths; track $index) {
            <li>
              <code>{{ path }}</code>
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: var(--space-3) 0;
      border-bottom: 1px solid var(--line);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
      min-height: var(--target);
    }
    .soft {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    progress {
      width: 100%;
      accent-color: var(--accent);
    }
    summary {
      min-height: var(--target);
      align-content: center;
      color: var(--text-soft);
      cursor: pointer;
    }
    details ul {
      max-height: 14rem;
      overflow-y: auto;
      font-size: var(--type-2);
    }
  `,
})
export class ImportRun {
  readonly job = input.required<Job>();
  readonly cancelled = output();

  protected readonly placesWords = (count: number): string => counted(count, $localize`place`, $localize`places`);
  private readonly report = computed(() => reportOf(this.job()));
  protected readonly mark = computed(() => marks[this.job().state]);
  protected readonly parts = computed(() => leftOut(this.report() ?? { skipped: [] }));
  protected readonly words = computed(() => {
    const report = this.report();
    return report === null ? stateWords(this.job()) : reportWords(report);
  });
}
