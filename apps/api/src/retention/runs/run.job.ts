import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import type { AbandonedJob, JobRun } from '#platform/jobs/tracked/job-kinds.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { RunCertificates } from './certificates.js';
import { RetentionRunner } from './retention-runner.js';
import { RunOpening } from './run-opening.js';
import { RunRepository } from './run.repository.js';
import { RETENTION_RUN } from './starting-runs.js';

/** A retention run as a job: followed, cancelled, and begun again where its instance died. */
@Injectable()
export class RunJob implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: TrackedJobs,
    private readonly runs: RunRepository,
    private readonly runner: RetentionRunner,
    private readonly opening: RunOpening,
    private readonly certificates: RunCertificates,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: RETENTION_RUN,
      permission: 'retention:read',
      expireInSeconds: 6 * 3600,
      handle: (job) => this.handle(job),
      abandon: (tx, job) => this.abandon(tx, job),
    });
  }

  private async handle(job: JobRun): Promise<void> {
    const id = job.objectId!;
    const run = await this.runs.byId(id);
    if (run?.state !== 'running') return;
    await this.runner.run(run, {
      signal: job.signal,
      progress: (done) => job.progress({ message: 'Removing what is past its time', done, total: null, unit: 'objects' }),
    });
    await this.transactions.run(async (tx) => {
      await this.opening.close(tx, id, 'completed', this.clock.now());
      await job.complete(tx, { runId: id });
    });
    // Without one, the first who asks for it gets it issued.
    await this.certificates.of(id).catch((error: unknown) => {
      this.log.warn('certificate of a retention run not issued yet', { runId: id, error: errorName(error) });
    });
  }

  private async abandon(tx: Tx, { objectId, end }: AbandonedJob): Promise<void> {
    await this.opening.close(tx, objectId!, end.outcome, this.clock.now());
  }
}
