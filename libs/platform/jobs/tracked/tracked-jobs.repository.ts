import { Injectable } from '@nestjs/common';
import type { JobState } from '#contracts/jobs.js';
import { Database } from '../../database/database.js';
import { DeclaredRows, type Stored } from '../../database/declared/declared-rows.js';
import { columnsOf, recordContext } from '../../database/declared/entity-columns.js';
import type { Tx } from '../../database/transactions.js';
import { Keyring } from '../../keyring/keyring.js';
import { purposeOwner, subjectOwner } from '../../keyring/keys/owner.js';
import type { Sealer } from '../../keyring/keys/sealer.js';
import type { Sealed } from '#sealing/record.js';
import { jobSchema } from '../job-schema.js';
import type { JobStep, Unfinished } from './job-kinds.js';
import { JobResult, TrackedJobRow } from './tracked-job.entity.js';

export type NewJob = Pick<TrackedJobRow, 'id' | 'kind' | 'ownerId' | 'scopeId' | 'objectId' | 'createdAt'>;

/** The jobs that a person may see: their own, those of some kinds, and those of some kinds in some scopes. */
export interface JobSight {
  readonly ownerId: string;
  readonly kinds: readonly string[];
  readonly scoped: readonly { readonly kind: string; readonly scopeId: string }[];
}

export interface JobFilter {
  readonly limit: number;
  readonly before: string | null;
  readonly state: JobState | null;
  readonly kind: string | null;
  readonly objectId: string | null;
}

const columns = columnsOf(TrackedJobRow);
/** Whose key seals results of jobs that Chat Man began itself. */
const purpose = 'jobs';
const MAY_SEE = `(owner_id = $1 OR kind = ANY ($2::text[]) OR (kind, scope_id) IN (SELECT * FROM unnest($3::text[], $4::uuid[])))`;

@Injectable()
export class TrackedJobsRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
    private readonly keyring: Keyring,
  ) {}

  async add(tx: Tx, job: NewJob): Promise<void> {
    await this.rows.insert(tx, TrackedJobRow, { ...job, state: 'queued', attempts: 0 });
  }

  async visibleTo(sight: JobSight, { limit, before, state, kind, objectId }: JobFilter): Promise<TrackedJobRow[]> {
    const stored = await this.database.query<Stored<TrackedJobRow>>(
      `SELECT ${columns} FROM platform.tracked_job
        WHERE ${MAY_SEE} AND ($5::uuid IS NULL OR id < $5) AND ($6::text IS NULL OR state = $6)
          AND ($7::text IS NULL OR kind = $7) AND ($8::uuid IS NULL OR object_id = $8)
        ORDER BY id DESC LIMIT $9`,
      [...parametersOf(sight), before, state, kind, objectId, limit],
    );
    return Promise.all(stored.map((row) => this.opened(row)));
  }

  async visible(sight: JobSight, id: string): Promise<TrackedJobRow | null> {
    const row = await this.database.one<Stored<TrackedJobRow>>(
      `SELECT ${columns} FROM platform.tracked_job WHERE ${MAY_SEE} AND id = $5`,
      [...parametersOf(sight), id],
    );
    return row && this.opened(row);
  }

  /** The job, locked until the transaction ends; null when it has ended. */
  async hold(tx: Tx, id: string): Promise<TrackedJobRow | null> {
    const [row]: Stored<TrackedJobRow>[] = await tx.query(
      `SELECT ${columns} FROM platform.tracked_job WHERE id = $1 AND finished_at IS NULL FOR UPDATE`,
      [id],
    );
    return row ? this.opened(row) : null;
  }

  /** Begins a run. Null when the job is over. */
  async begin(tx: Tx, id: string, now: Date): Promise<TrackedJobRow | null> {
    const [[row]]: [Stored<TrackedJobRow>[], number] = await tx.query(
      `UPDATE platform.tracked_job SET state = 'running', started_at = coalesce(started_at, $2), attempts = attempts + 1
        WHERE id = $1 AND finished_at IS NULL RETURNING ${columns}`,
      [id, now],
    );
    return row ? this.opened(row) : null;
  }

  /** A run that was stopped in order is no attempt. */
  async forgiveAttempt(tx: Tx, id: string): Promise<void> {
    await tx.query('UPDATE platform.tracked_job SET attempts = greatest(attempts - 1, 0) WHERE id = $1', [id]);
  }

  async note(tx: Tx, id: string, { message, done, total, unit }: JobStep): Promise<void> {
    await tx.query(
      `UPDATE platform.tracked_job SET message = $2, done = $3, total = $4, unit = $5 WHERE id = $1 AND finished_at IS NULL`,
      [id, message, done ?? null, total ?? null, unit ?? null],
    );
  }

  async isCancelRequested(id: string): Promise<boolean> {
    const row = await this.database.one<{ asked: boolean }>(
      'SELECT cancel_requested_at IS NOT NULL OR finished_at IS NOT NULL AS asked FROM platform.tracked_job WHERE id = $1',
      [id],
    );
    return row?.asked ?? true;
  }

  async requestCancel(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.query('UPDATE platform.tracked_job SET cancel_requested_at = coalesce(cancel_requested_at, $2) WHERE id = $1', [
      id,
      now,
    ]);
  }

  async cancelAbout(tx: Tx, about: { readonly objectId: string } | { readonly scopeId: string }, now: Date): Promise<void> {
    const [column, id] = 'objectId' in about ? ['object_id', about.objectId] : ['scope_id', about.scopeId];
    await tx.query(
      `UPDATE platform.tracked_job
          SET cancel_requested_at = coalesce(cancel_requested_at, $2), state = 'cancelled', finished_at = $2, message = NULL
        WHERE ${column} = $1 AND finished_at IS NULL`,
      [id, now],
    );
  }

  /** Whether this call completed it: not when it has ended, and not when it was cancelled. */
  async complete(tx: Tx, job: Pick<TrackedJobRow, 'id' | 'ownerId'>, result: JobResult | null, now: Date): Promise<boolean> {
    const [, changed]: [unknown, number] = await tx.query(
      `UPDATE platform.tracked_job SET state = 'completed', finished_at = $2, message = NULL
        WHERE id = $1 AND finished_at IS NULL AND cancel_requested_at IS NULL`,
      [job.id, now],
    );
    if (changed > 0 && result !== null)
      await this.rows.update(tx, TrackedJobRow, { id: job.id }, { result }, { sealer: await this.sealerOf(job, tx) });
    return changed > 0;
  }

  async end(tx: Tx, id: string, end: Unfinished, now: Date): Promise<void> {
    await tx.query(
      `UPDATE platform.tracked_job SET state = $2, problem = $3, finished_at = $4, message = NULL WHERE id = $1 AND finished_at IS NULL`,
      [id, end.outcome, end.outcome === 'failed' ? end.code : null, now],
    );
  }

  /** Unfinished jobs that the queue has given up or does not know: they would never end. */
  async lost(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT t.id FROM platform.tracked_job t
        WHERE t.finished_at IS NULL
          AND NOT EXISTS (SELECT FROM ${jobSchema}.job j WHERE j.name = t.kind AND j.id = t.id AND j.state < 'completed')
        ORDER BY t.id LIMIT 100`,
    );
    return rows.map(({ id }) => id);
  }

  async forgetBefore(tx: Tx, cutoff: Date): Promise<void> {
    await tx.query('DELETE FROM platform.tracked_job WHERE finished_at < $1', [cutoff]);
  }

  /** A result that does not open is reported and shown as none: the list is there all the same. */
  private async opened(stored: Stored<TrackedJobRow>): Promise<TrackedJobRow> {
    const row = stored as unknown as Omit<TrackedJobRow, 'result'> & { readonly result: Sealed | null };
    if (row.result === null) return { ...row, result: null };
    const reader = await this.keyring.readerOf(row.ownerId === null ? purposeOwner(purpose) : subjectOwner(row.ownerId));
    const context = recordContext(TrackedJobRow, 'result', row.id);
    return { ...row, result: reader.read(context, row.result, (text) => JobResult.parse(JSON.parse(text)), null) };
  }

  private sealerOf({ ownerId }: Pick<TrackedJobRow, 'ownerId'>, tx: Tx): Promise<Sealer> {
    return ownerId === null ? this.keyring.forPurpose(purpose, tx) : this.keyring.forSubject(ownerId, tx);
  }
}

function parametersOf({ ownerId, kinds, scoped }: JobSight): unknown[] {
  return [ownerId, kinds, scoped.map(({ kind }) => kind), scoped.map(({ scopeId }) => scopeId)];
}
