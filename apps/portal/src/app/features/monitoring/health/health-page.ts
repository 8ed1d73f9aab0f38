import { Component, computed, inject, linkedSignal, resource } from '@angular/core';
import type { HealthReport } from '#contracts/health.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { poller } from '../../../core/polling.js';
import { LoadFailure } from '../../../shared/load-failure.js';
import { Note } from '../../../shared/note.js';
import { StateMark } from '../../../shared/state-mark.js';
import { HealthApi } from './health-api.js';
import { checkMarks, checkRows, verdicts } from './health-words.rules.js';

/** What works and what does not, with the cure. */
@Component({
  selector: 'cm-health-page',
  imports: [LoadFailure, Note, StateMark],
  host: { class: 'cm-list-page' },
  template: `
    <!-- Nothing in it takes the focus, and it has to scroll by keyboard. -->
    <div class="cm-list-main" role="region" i18n-aria-label aria-label="Health" tabindex="0">
      <header class="cm-page-head">
        <div class="words">
          <h1 i18n>Health</h1>
          <p i18n>The state of each part of this installation. The page checks again every ten seconds.</p>
        </div>
      </header>
      @if (report(); as known) {
        <cm-note class="verdict" [kind]="verdicts[known.status].kind">{{ verdicts[known.status].words }}</cm-note>
        <table class="cm-table">
          <caption i18n class="only-for-readers">
            Checks, those that need attention first.
          </caption>
          <thead>
            <tr>
              <th i18n scope="col">Part</th>
              <th i18n scope="col" class="least">State</th>
            </tr>
          </thead>
          <tbody>
            @for (check of rows(); track check.name) {
              <tr>
                <th scope="row">
                  {{ check.label }}
                  <span class="soft">{{ check.message }}</span>
                  @if (check.remedy; as remedy) {
                    <p class="remedy">{{ remedy }}</p>
                  }
                </th>
                <td>
                  <cm-state-mark [kind]="marks[check.status].kind">{{ marks[check.status].words }}</cm-state-mark>
                </td>
              </tr>
            }
          </tbody>
        </table>
      } @else if (checked.error(); as failure) {
        <cm-load-failure [words]="wordsFor(failure)" (again)="checked.reload()" />
      } @else {
        <div class="skeleton" role="status" i18n-aria-label aria-label="Checking">
          <span></span><span></span><span></span><span></span><span></span><span></span>
        </div>
      }
    </div>
  `,
  styles: `
    .verdict {
      margin-bottom: var(--space-4);
    }
    .remedy {
      max-width: 70ch;
      margin-top: var(--space-1);
      font-weight: 400;
      white-space: normal;
    }
  `,
})
export class HealthPage {
  private readonly api = inject(HealthApi);

  protected readonly wordsFor = wordsFor;
  protected readonly marks = checkMarks;
  protected readonly verdicts = verdicts;
  protected readonly checked = resource({ loader: ({ abortSignal }) => this.api.report(abortSignal) });
  /** The last report stays while the next one is on its way. */
  protected readonly report = linkedSignal<HealthReport | undefined, HealthReport | undefined>({
    source: () => (this.checked.hasValue() ? this.checked.value() : undefined),
    computation: (now, before) => now ?? before?.value,
  });
  protected readonly rows = computed(() => {
    const report = this.report();
    return report === undefined ? [] : checkRows(report);
  });

  constructor() {
    const look = (): Promise<void> => {
      this.checked.reload();
      return Promise.resolve();
    };
    void poller({ look, pace: () => 'calm', calmEvery: 10_000 }).start();
  }
}
