import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database/transactions.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { RunOpening, type Starting } from './run-opening.js';
import { RunRepository } from './run.repository.js';

export const RETENTION_RUN = 'retention.run';

/** Starts runs as jobs. */
@Injectable()
export class StartingRuns {
  constructor(
    private readonly opening: RunOpening,
    private readonly runs: RunRepository,
    private readonly jobs: TrackedJobs,
  ) {}

  /** Returns the id of the run. @throws Problem `retention-run-under-way` */
  async start(tx: Tx, starting: Starting): Promise<string> {
    const id = await this.opening.open(tx, starting);
    const ownerId = starting.actor?.id ?? null;
    const jobId = await this.jobs.start(tx, { kind: RETENTION_RUN, ownerId, scopeId: null, objectId: id });
    await this.runs.followedBy(tx, id, jobId);
    return id;
  }
}
