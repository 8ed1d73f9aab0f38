import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { AuditVerification } from '#contracts/audit/audit.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { errorName, errorPlace } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Ticker } from '#platform/ticker.js';
import { EventWriter } from '../record/event-writer.js';
import { LogVerifier } from './log-verifier.js';
import type { Progress } from './log-walk.js';
import { pulseMs, reportOf } from './verification.rules.js';
import { VerificationRepository } from './verification.repository.js';

/** The requester: the intent names them, and the outcome repeats it. */
export type AskedBy = Pick<AuditRecord, 'actor' | 'requestId'>;

interface Run {
  readonly id: string;
  readonly by: AskedBy;
  readonly abort: AbortController;
  progress: Progress;
}

/** Verifies in parallel to requests, whether or not a client waits, and reports progress every second. */
@Injectable()
export class VerificationRunner implements OnModuleDestroy {
  private readonly running = new Map<string, { readonly run: Run; readonly ended: Promise<void> }>();
  private isClosing = false;

  constructor(
    private readonly verifier: LogVerifier,
    private readonly repository: VerificationRepository,
    private readonly writer: EventWriter,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  begin(id: string, by: AskedBy, progress: Progress): void {
    const run: Run = { id, by, abort: new AbortController(), progress };
    if (this.isClosing) run.abort.abort();
    const ended = this.verify(run).finally(() => this.running.delete(id));
    this.running.set(id, { run, ended });
  }

  /** Resolves when the verification has ended; null, immediately, for one of another instance. */
  ended(id: string): Promise<void> | null {
    return this.running.get(id)?.ended ?? null;
  }

  /** Cancelled: there is no point in going on. */
  giveUp(id: string): void {
    this.running.get(id)?.run.abort.abort();
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosing = true;
    for (const { run } of this.running.values()) run.abort.abort();
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  /** Never rejects: the caller may not await it. */
  private async verify(run: Run): Promise<void> {
    const { signal } = run.abort;
    const pulse = this.pulse(run);
    try {
      const startedAt = performance.now();
      const verdict = await this.verifier.verify({ signal, onProgress: (progress) => (run.progress = progress) });
      await this.finish(run, reportOf(verdict, this.clock.now(), performance.now() - startedAt));
    } catch (cause) {
      if (!signal.aborted)
        this.log.error('audit verification failed', { verification: run.id, error: errorName(cause), at: errorPlace(cause) });
      await this.abandon(run, signal.aborted ? 'interrupted' : 'failed');
    } finally {
      await pulse.stop();
    }
  }

  private pulse(run: Run): Ticker {
    const note = async (): Promise<void> => {
      const isStillWanted = await this.transactions.run((tx) => this.repository.note(tx, run.id, run.progress));
      if (!isStillWanted) run.abort.abort();
    };
    const failed = (): void => undefined; // the database is down: the verification itself fails on that and reports it
    return new Ticker(pulseMs, note, failed).start();
  }

  private finish({ id, by, progress }: Run, result: AuditVerification): Promise<void> {
    return this.transactions.run(async (tx) => {
      if (!(await this.repository.note(tx, id, progress))) return;
      await this.repository.end(tx, id, 'finished', result);
      await this.writer.recordOutcome(tx, id, {
        ...by,
        action: 'audit.verified',
        object: { type: 'audit-range', id: `0-${result.size}` },
        outcome: result.valid ? 'success' : 'failed',
        code: result.firstBad?.kind,
      });
    });
  }

  private async abandon({ id, by, progress }: Run, state: 'interrupted' | 'failed'): Promise<void> {
    try {
      await this.transactions.run(async (tx) => {
        if (!(await this.repository.note(tx, id, progress))) return;
        await this.repository.end(tx, id, state, null);
        await this.writer.recordOutcome(tx, id, { ...by, action: 'audit.verified', outcome: 'failed', code: state });
      });
    } catch (cause) {
      // It counts as interrupted as soon as it was not heard of for long enough.
      this.log.warn('outcome of an audit verification was not recorded', { verification: id, error: errorName(cause) });
    }
  }
}
