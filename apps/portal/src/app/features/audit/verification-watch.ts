import { Service, computed, inject, signal } from '@angular/core';
import type { AuditVerificationRun } from '#contracts/audit.js';
import { wordsFor } from '../../core/api/api-problem.js';
import { Connection } from '../../core/api/connection.js';
import { Notices } from '../../core/notices.js';
import { AuditApi } from './audit-api.js';
import { endWords, secondsLeft, type Sample } from './verification.rules.js';

/** Quick at first, for a short log; then every three seconds, a fifth of what one address may ask in a minute. */
const pauses = [300, 700, 1500, 3000];

/**
 * The check of the whole log that is under way, if there is one. It runs on the server: a page that is left, or loaded anew, finds it
 * again. While the portal is open it is followed, and its end is told wherever the person is by then.
 */
@Service()
export class VerificationWatch {
  private readonly api = inject(AuditApi);
  private readonly connection = inject(Connection);
  private readonly notices = inject(Notices);
  private readonly latest = signal<AuditVerificationRun | null>(null);
  private readonly first = signal<Sample | null>(null);
  private readonly last = signal<Sample | null>(null);
  private readonly trouble = signal('');
  private following: AbortController | null = null;
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

  /** Somebody looks; answers how to say that they have gone. */
  join(): () => void {
    this.viewers++;
    if (this.following === null) void this.findNewest();
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
      else if (this.following === null && !this.wasFollowed()) this.latest.set(newest);
    } catch {
      // What was found earlier is only mentioned; without it the page is complete.
    }
  }

  private async follow(run: AuditVerificationRun): Promise<void> {
    this.following?.abort();
    const following = new AbortController();
    this.following = following;
    this.first.set(null);
    this.wasFollowed.set(true);
    this.take(run);
    for (let turn = 0; this.isRunning(); turn++) {
      await this.connection.pause(pauses[Math.min(turn, pauses.length - 1)] ?? 0, following.signal);
      if (following.signal.aborted) return;
      // A line that is down for a moment is no reason to give up: the check does not need it.
      const now = await this.api.verification(run.id).catch(() => null);
      if (now !== null) this.take(now);
    }
    this.following = null;
    const end = this.latest();
    if (this.viewers === 0 && end !== null) this.notices.say(`Audit log: ${endWords(end).words}`);
  }

  private take(run: AuditVerificationRun): void {
    this.latest.set(run);
    const sample = { at: Date.now(), step: run.step, checked: run.checked };
    this.last.set(sample);
    this.first.update((first) => (first?.step === run.step ? first : sample));
  }
}
