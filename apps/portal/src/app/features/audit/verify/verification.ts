import { Component, DestroyRef, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../../../shared/icon.js';
import { Note } from '../../../shared/note.js';
import { When } from '../../../shared/when/when.js';
import { endWords, figureWords, leftWords } from './verification.rules.js';
import { VerificationStore } from './verification-store.js';

/** Checks the whole log against everything that was signed, shows how far it is, and says what came out. */
@Component({
  selector: 'cm-verification',
  imports: [Icon, MatButton, Note, When],
  template: `
    @if (running(); as run) {
      <div class="running">
        <progress i18n-aria-label aria-label="Verification progress" [max]="max()" [value]="run.checked"></progress>
        <span
          ><ng-container i18n>Checking {{ figures() }} </ng-container>
          @if (left()) {
            <span class="soft">· {{ left() }}</span>
          }
        </span>
        <button i18n matButton="text" type="button" (click)="store.stop()">Stop verification</button>
      </div>
      <p i18n class="soft aside">You can leave this page. Verification continues, and you’ll be notified of the result.</p>
    } @else {
      <div class="running">
        <button matButton="outlined" type="button" (click)="store.begin()">
          <cm-icon name="proof" /><ng-container i18n>Verify the whole log</ng-container>
        </button>
        @if (earlier(); as run) {
          <span i18n class="soft">Last verified <cm-when [at]="run.endedAt ?? run.startedAt" />: {{ end().words }}</span>
        }
      </div>
    }
    <p class="only-for-readers" role="status">{{ running() ? texts.verifyingTheLog : '' }}</p>
    @if (ended()) {
      <cm-note class="result" [kind]="end().kind">{{ end().words }}</cm-note>
    }
    @if (store.failure(); as words) {
      <cm-note class="result" kind="bad">{{ words }}</cm-note>
    }
  `,
  styles: `
    .running {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-3);
      font-variant-numeric: tabular-nums;
    }
    .soft {
      color: var(--text-soft);
      font-size: var(--type-2);
    }
    .aside {
      margin-top: var(--space-1);
    }
    progress {
      width: 10rem;
      accent-color: var(--accent);
    }
    .result {
      margin-top: var(--space-3);
    }
  `,
})
export class Verification {
  protected readonly texts = {
    verifyingTheLog: $localize`Verifying the log.`,
  };
  protected readonly store = inject(VerificationStore);

  protected readonly running = computed(() => {
    const run = this.store.run();
    return run?.state === 'running' ? run : null;
  });
  /** An empty log is checked at once; a bar from nothing to nothing would be no bar. */
  protected readonly max = computed(() => Math.max(1, this.running()?.size ?? 1));
  protected readonly figures = computed(() => {
    const run = this.running();
    return run === null ? '' : figureWords(run);
  });
  protected readonly left = computed(() => leftWords(this.store.secondsLeft()));
  private readonly over = computed(() => {
    const run = this.store.run();
    return run === null || run.state === 'running' ? null : run;
  });
  protected readonly ended = computed(() => (this.store.wasFollowed() ? this.over() : null));
  protected readonly earlier = computed(() => (this.store.wasFollowed() ? null : this.over()));
  protected readonly end = computed(() => {
    const run = this.over();
    return run === null ? { kind: 'info' as const, words: '' } : endWords(run);
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.store.join());
  }
}
