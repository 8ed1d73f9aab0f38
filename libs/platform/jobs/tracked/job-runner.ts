import type { Clock } from '../../clock.js';
import type { Transactions, Tx } from '../../database/transactions.js';
import { Problem } from '../../http/problem.js';
import { errorName } from '../../logging/error-name.js';
import type { Log } from '../../logging/log.js';
import type { JobRun, JobStep, TrackedKind, Unfinished } from './job-kinds.js';
import { jobFailed } from './tracked-job.errors.js';
import type { JobResult, TrackedJobRow } from './tracked-job.entity.js';
import type { TrackedJobsRepository } from './tracked-jobs.repository.js';

export interface RunnerNeeds {
  readonly repository: TrackedJobsRepository;
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly log: Log;
  readonly end: (id: string, end: Unfinished) => Promise<void>;
}

/** Runs after which a job is given up: each ended in an unexpected failure, or with the death of its instance. */
const mostAttempts = 4;
/** Milliseconds. */
const cancelPollMs = 1_000;
const noteEvery = 500;

/** The reason of an aborted run: the job was cancelled. */
class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Does the jobs of one kind, and writes down how each goes. */
export class JobRunner {
  constructor(
    private readonly kind: TrackedKind,
    private readonly needs: RunnerNeeds,
  ) {}

  /** @throws what the queue is to try again for */
  async run(id: string, stop: AbortSignal): Promise<void> {
    const { repository, transactions, clock, end } = this.needs;
    const row = await transactions.run((tx) => repository.begin(tx, id, clock.now()));
    if (row === null) return; // cancelled while it waited, or completed by a run that was thought dead
    if (row.cancelRequestedAt !== null) return end(id, { outcome: 'cancelled' });
    if (row.attempts > mostAttempts) return end(id, { outcome: 'failed', code: jobFailed().code });
    const cancel = new AbortController();
    const watch = setInterval(() => void this.pollCancellation(id, cancel), cancelPollMs);
    try {
      await this.kind.handle(this.runOf(row, AbortSignal.any([stop, cancel.signal])));
    } catch (cause) {
      await this.afterFailure(row, cause, { isStopped: stop.aborted, isCancelled: cancel.signal.aborted });
    } finally {
      clearInterval(watch);
    }
  }

  private runOf(row: TrackedJobRow, signal: AbortSignal): JobRun {
    const { repository, transactions, clock } = this.needs;
    const { id, ownerId, scopeId, objectId } = row;
    let notedAt = -Infinity;
    return {
      id,
      ownerId,
      scopeId,
      objectId,
      signal,
      progress: async (step: JobStep) => {
        signal.throwIfAborted();
        const isLast = step.total !== undefined && step.total === step.done;
        if (performance.now() - notedAt < noteEvery && !isLast && step.done !== 0) return;
        notedAt = performance.now();
        await transactions.run((tx) => repository.note(tx, id, step));
      },
      complete: async (tx: Tx, result: JobResult | null = null) => {
        if (!(await repository.complete(tx, row, result, clock.now()))) throw new Cancelled();
      },
    };
  }

  private async afterFailure(
    { id, attempts }: TrackedJobRow,
    cause: unknown,
    { isStopped, isCancelled }: { readonly isStopped: boolean; readonly isCancelled: boolean },
  ): Promise<void> {
    const { repository, transactions, log, end } = this.needs;
    if (isCancelled || cause instanceof Cancelled) return end(id, { outcome: 'cancelled' });
    if (isStopped) {
      await transactions.run((tx) => repository.forgiveAttempt(tx, id));
      throw cause;
    }
    if (cause instanceof Problem && cause.status < 500) return end(id, { outcome: 'failed', code: cause.code });
    log.warn('a run of a job failed', { jobId: id, kind: this.kind.name, attempts, error: errorName(cause) });
    if (attempts >= mostAttempts) return end(id, { outcome: 'failed', code: jobFailed().code });
    throw cause;
  }

  private async pollCancellation(id: string, cancel: AbortController): Promise<void> {
    const isWanted = await this.needs.repository.isCancelRequested(id).catch(() => false); // the next check repeats it
    if (isWanted && !cancel.signal.aborted) cancel.abort(new Cancelled());
  }
}
