import { Service, computed, inject, signal } from '@angular/core';
import type { AuditVerificationRun } from '#contracts/audit/audit.js';
import { wordsFor } from '../../../core/api/api-problem.js';
import { Notices } from '../../../core/notices.js';
import { poller } from '../../../core/polling.js';
import { AuditApi } from '../audit-api.js';
import { endWords, secondsLeft, type Sample } from './verification.rules.js';

/**
 * The check of the whole log that is under way, if there is one. It runs on the server: a page that is left, or loaded anew, finds it
 * again. While the portal is open it is followed, and its end is reported wherever the person is by then.
 */
@Service()
export class VerificationStore {
  private readonly api = inject(AuditApi);
  private readonly notices = inject(Notices);
  private readonly latest = signal<AuditVerificationRun | null>(null);
  private readonly first = signal<Sample | null>(null);
  private readonly last = signal<Sample | null>(null);
  private readonly trouble = signal('');
  private readonly polling = poller({ look: () => this.look(), pace: () => (this.isRunning() ? 'quick' : 'end') });
  private viewers = 0;

  readonly run = this.latest.asReadonly();
  readonly failure = this.trouble.asReadonly();
  /** Whether the run that is shown was under way in front of the reader; an older one is only mentioned. */
  readonly wasFollowed = signal(false);
  readonly isRunning = computed(() => this.latest()?.state === 'running');
  readonly secondsLeft = computed(() => {
    const [first, last, run] = [this.first(), this.last(), this.latest()];
    return first === null || last === null || run === null ? null : secondsLeft(first, last, run.size);
  });

  /** Starts watching; returns a function that stops it. */
  join(): () => void {
    this.viewers++;
    if (!this.polling.isRunning) void this.findNewest();
    return () => {
      this.viewers--;
    };
  }

  async begin(): Promise<void> {
    this.trouble.set('');
    try {
      await this.follow(await this.api.verify());
    } catch (failure) {
      this.trouble.set(wordsFor(failure));
    }
  }

  /** Stops it for everybody who waits for it. */
  async stop(): Promise<void> {
    const run = this.latest();
    if (run === null) return;
    try {
      this.take(await this.api.stopVerification(run.id));
    } catch (failure) {
      this.trouble.set(wordsFor(failure));
    }
  }

  private async findNewest(): Promise<void> {
    try {
      const newest = await this.api.newestVerification();
      if (newest?.state === 'running') await this.follow(newest);
      else if (!this.polling.isRunning && !this.wasFollowed()) this.latest.set(newest);
    } catch {
      // What was found earlier is only mentioned; without it the page is complete.
    }
  }

  private async follow(run: AuditVerificationRun): Promise<void> {
    this.first.set(null);
    this.wasFollowed.set(true);
    this.take(run);
    if (!(await this.polling.start())) return;
    const end = this.latest();
    if (this.viewers === 0 && end !== null) this.notices.say($localize`Audit log: ${endWords(end).words}`);
  }

  private async look(): Promise<void> {
    const run = this.latest();
    if (run !== null) this.take(await this.api.verification(run.id));
  }

  private take(run: AuditVerificationRun): void {
    this.latest.set(run);
    const sample = { at: Date.now(), step: run.step, checked: run.checked };
    this.last.set(sample);
    this.first.update((first) => (first?.step === run.step ? first : sample));
  }
}
