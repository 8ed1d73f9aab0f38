import type { Permission } from '#contracts/auth/people/roles.js';
import type { Actor } from '../../access/actor.js';
import type { Tx } from '../../database/transactions.js';
import type { JobResult } from './tracked-job.entity.js';

/** How a job ended that did not complete. */
export type Unfinished = { readonly outcome: 'cancelled' } | { readonly outcome: 'failed'; readonly code: string };

/** A job as its handler knows it. */
export interface JobRun {
  readonly id: string;
  readonly ownerId: string | null;
  readonly scopeId: string | null;
  readonly objectId: string | null;
  /** Aborted when the job is cancelled, when the instance closes, and when the run counts as lost: stop soon, and be ready to begin again. */
  readonly signal: AbortSignal;
  /** Says how far it is. Written at most twice a second. `message`: fixed words, never content. */
  progress(step: JobStep): Promise<void>;
  /**
   * Completes the job in the transaction that publishes what it made: both stand or fall together. Rejects when the job was cancelled
   * meanwhile, and then nothing is published.
   */
  complete(tx: Tx, result?: JobResult): Promise<void>;
}

export interface JobStep {
  readonly message: string;
  readonly done?: number;
  readonly total?: number | null;
  readonly unit?: string;
}

/** A kind of job that people follow. */
export interface TrackedKind {
  /** `room.verb`, such as `knowledge.ingest`. */
  readonly name: string;
  /** Who may see and cancel jobs of this kind beside their owners. */
  readonly permission: Permission;
  /** The scopes whose jobs are visible with that permission; all of them where it is absent. */
  readonly scopesOf?: (actor: Actor) => Promise<readonly string[]>;
  readonly handle: (run: JobRun) => Promise<void>;
  /** Puts right what an unfinished job leaves behind, in the transaction that ends it. */
  readonly abandon?: (tx: Tx, job: AbandonedJob) => Promise<void>;
  /** Seconds after which a run counts as lost. */
  readonly expireInSeconds?: number;
  /** Concurrent runs on an instance. */
  readonly concurrency?: number;
}

export interface AbandonedJob {
  readonly id: string;
  readonly ownerId: string | null;
  readonly scopeId: string | null;
  readonly objectId: string | null;
  readonly end: Unfinished;
}
