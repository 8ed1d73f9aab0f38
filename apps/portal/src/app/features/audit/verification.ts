import { Component, DestroyRef, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AuditVerification } from '#contracts/audit.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { Icon } from '../../shared/icon.js';
import { Note } from '../../shared/note.js';
import { AuditApi } from './audit-api.js';
import { verdictWords } from './audit-words.rules.js';

/** Checks the whole log against everything that was signed, and says what came out. */
@Component({
  selector: 'cm-verification',
  imports: [Icon, MatButton, Note],
  template: `
    @if (running()) {
      <div class="running" role="status">
        <progress aria-label="The log is being checked"></progress>
        <span
          >Checking every event against what was signed… <span aria-hidden="true">{{ seconds() }} s</span></span
        >
        <button matButton="text" type="button" (click)="stop()">Do not wait</button>
      </div>
    } @else {
      <button matButton="outlined" type="button" (click)="verify()"><cm-icon name="proof" />Verify the whole log</button>
    }
    @if (result(); as result) {
      <cm-note class="result" [kind]="result.valid ? 'good' : 'bad'">
        {{ verdictWords(result) }}
        @if (result.waiting > 0) {
          {{ result.waiting }} recorded {{ result.waiting === 1 ? 'event waits' : 'events wait' }} for the next signature.
        }
        @if (result.pruned > 0) {
          {{ result.pruned.toLocaleString('en') }} were removed when their time was over; their hashes are still there.
        }
      </cm-note>
    }
    @if (failure(); as words) {
      <cm-note class="result" kind="bad">{{ words }}</cm-note>
    }
  `,
  styles: `
    .running {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
      font-variant-numeric: tabular-nums;
    }
    progress {
      width: 8rem;
      accent-color: var(--accent);
    }
    .result {
      margin-top: var(--space-3);
    }
  `,
})
export class Verification {
  private readonly api = inject(AuditApi);

  protected readonly verdictWords = verdictWords;
  protected readonly running = signal(false);
  protected readonly seconds = signal(0);
  protected readonly result = signal<AuditVerification | null>(null);
  protected readonly failure = signal('');
  private leaving = new AbortController();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.leaving.abort());
  }

  protected async verify(): Promise<void> {
    this.leaving = new AbortController();
    const { signal: stopped } = this.leaving;
    this.result.set(null);
    this.failure.set('');
    this.seconds.set(0);
    this.running.set(true);
    const clock = setInterval(() => this.seconds.update((seconds) => seconds + 1), 1000);
    try {
      this.result.set(await this.api.verify(stopped));
    } catch (failure) {
      if (!stopped.aborted) this.failure.set(wordsFor(failure));
    } finally {
      clearInterval(clock);
      this.running.set(false);
    }
  }

  /** The server goes on and records the result; only nobody waits here. */
  protected stop(): void {
    this.leaving.abort();
  }
}
