import { Injectable } from '@nestjs/common';
import type { RetentionRunState } from '#contracts/retention/retention.js';
import { Database } from '#platform/database/database.js';
import { DeclaredRows, type NewRow } from '#platform/database/declared/declared-rows.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { refusedBy } from '#platform/database/pool/outage.js';
import type { Removed } from '#platform/retention/expiry.js';
import { runUnderWay } from './run.errors.js';
import { RunRow, RunStepRow } from './run.entity.js';
import { digestAfter } from './removal-digest.js';

export interface StepRecord extends Omit<RunStepRow, 'removed' | 'parts' | 'held'> {
  readonly removed: number;
  readonly parts: number;
  readonly held: number;
}

export interface RunRecord extends RunRow {
  readonly steps: readonly StepRecord[];
}

const columns = columnsOf(RunRow);

@Injectable()
export class RunRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  /** @throws Problem `retention-run-under-way` */
  async add(tx: Tx, run: NewRow<RunRow>, steps: readonly NewRow<RunStepRow>[]): Promise<void> {
    try {
      await this.rows.insert(tx, RunRow, run);
    } catch (cause) {
      throw refusedBy(cause)?.constraint === 'run_one_at_a_time' ? runUnderWay({ cause }) : cause;
    }
    await this.rows.insertAll(tx, RunStepRow, steps);
  }

  async isUnderWay(): Promise<boolean> {
    return (await this.database.query(`SELECT FROM retention.run WHERE state = 'running'`)).length > 0;
  }

  async followedBy(tx: Tx, id: string, jobId: string): Promise<void> {
    await this.rows.update(tx, RunRow, { id }, { jobId });
  }

  async byId(id: string): Promise<RunRecord | null> {
    const runs = await this.database.query<RunRow>(`SELECT ${columns} FROM retention.run WHERE id = $1`, [id]);
    return (await this.withSteps(runs))[0] ?? null;
  }

  /** Newest first. */
  async page(after: string | null, limit: number): Promise<RunRecord[]> {
    const runs = await this.database.query<RunRow>(
      `SELECT ${columns} FROM retention.run WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
      [after, limit],
    );
    return this.withSteps(runs);
  }

  /** When the newest run that was not asked for by a person began; null before the first. */
  async lastScheduled(): Promise<Date | null> {
    const row = await this.database.one<{ at: Date | null }>(
      `SELECT max(started_at) AS at FROM retention.run WHERE trigger = 'schedule' AND state IN ('running', 'completed')`,
    );
    return row?.at ?? null;
  }

  /** Counts what a batch removed, in the transaction that removes it. */
  async count(tx: Tx, { id }: Pick<StepRecord, 'id'>, removed: readonly Removed[]): Promise<void> {
    const [step] = await tx.query<{ digest: Buffer }[]>('SELECT digest FROM retention.run_step WHERE id = $1 FOR UPDATE', [id]);
    const parts = removed.reduce((sum, each) => sum + each.parts, 0);
    await tx.query('UPDATE retention.run_step SET removed = removed + $2, parts = parts + $3, digest = $4 WHERE id = $1', [
      id,
      removed.length,
      parts,
      digestAfter(
        step!.digest,
        removed.map((each) => each.id),
      ),
    ]);
  }

  async finishStep(tx: Tx, { id }: Pick<StepRecord, 'id'>, held: number, at: Date): Promise<void> {
    await tx.query('UPDATE retention.run_step SET held = $2, finished_at = $3 WHERE id = $1', [id, held, at]);
  }

  /** Whether it was running. */
  async end(tx: Tx, id: string, state: RetentionRunState, at: Date): Promise<boolean> {
    const [, ended] = await tx.query<[unknown, number]>(
      `UPDATE retention.run SET state = $2, finished_at = $3 WHERE id = $1 AND state = 'running'`,
      [id, state, at],
    );
    return ended > 0;
  }

  /** Keeps the first certificate that was issued; answers the one that is kept. */
  async certify(tx: Tx, id: string, certificate: string): Promise<string> {
    const [[row]] = await tx.query<[{ certificate: string }[], number]>(
      'UPDATE retention.run SET certificate = coalesce(certificate, $2) WHERE id = $1 RETURNING certificate',
      [id, certificate],
    );
    return row!.certificate;
  }

  private async withSteps(runs: readonly RunRow[]): Promise<RunRecord[]> {
    if (runs.length === 0) return [];
    const steps = await this.database.query<RunStepRow>(
      `SELECT ${columnsOf(RunStepRow)} FROM retention.run_step WHERE run_id = ANY ($1::uuid[]) ORDER BY id`,
      [runs.map(({ id }) => id)],
    );
    const counted = steps.map((step) => ({
      ...step,
      removed: Number(step.removed),
      parts: Number(step.parts),
      held: Number(step.held),
    }));
    return runs.map((run) => ({ ...run, steps: counted.filter(({ runId }) => runId === run.id) }));
  }
}
