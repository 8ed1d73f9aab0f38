import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import type { BackupFailure, BackupState } from '#contracts/backup.js';
import type { BackupRun, Extent, MakerKind } from './backup.rules.js';

const columns = `
  id, label, state, failure, made_by_kind AS "madeByKind", made_by AS "madeBy", announced_by AS "announcedBy", created_at AS "createdAt",
  finished_at AS "finishedAt", bytes::float8 AS bytes, rows::float8 AS rows, tables, tables_in_all AS "tablesInAll",
  checkpoint_size::float8 AS "checkpointSize", verified_at AS "verifiedAt", verified_valid AS "verifiedValid", tested_at AS "testedAt",
  tested_success AS "testedSuccess"`;

export interface NewRun {
  readonly id: string;
  readonly label: string | null;
  readonly madeByKind: MakerKind;
  readonly madeBy: string | null;
  readonly announcedBy: string | null;
  readonly createdAt: Date;
}

@Injectable()
export class BackupRepository {
  constructor(private readonly database: Database) {}

  async begin(tx: Tx, run: NewRun): Promise<void> {
    await tx.query(
      `INSERT INTO backup.run (id, label, state, made_by_kind, made_by, announced_by, created_at)
       VALUES ($1, $2, 'running', $3, $4, $5, $6)`,
      [run.id, run.label, run.madeByKind, run.madeBy, run.announcedBy, run.createdAt],
    );
  }

  async note(tx: Tx, id: string, { bytes, rows, tables }: Extent, tablesInAll: number): Promise<void> {
    await tx.query(
      `UPDATE backup.run SET bytes = $2, rows = $3, tables = $4, tables_in_all = $5 WHERE id = $1 AND state = 'running'`,
      [id, bytes, rows, tables, tablesInAll],
    );
  }

  /** Whether it still ran: what somebody else has settled meanwhile stays as it is. */
  async finish(tx: Tx, id: string, { bytes, rows, tables }: Extent, checkpointSize: number, at: Date): Promise<boolean> {
    const [, ended] = await tx.query<[unknown, number]>(
      `UPDATE backup.run
          SET state = 'finished', bytes = $2, rows = $3, tables = $4, tables_in_all = $4, checkpoint_size = $5, finished_at = $6
        WHERE id = $1 AND state = 'running'`,
      [id, bytes, rows, tables, checkpointSize, at],
    );
    return ended > 0;
  }

  /** As `finish`. */
  async fail(tx: Tx, id: string, failure: BackupFailure, at: Date): Promise<boolean> {
    const [, ended] = await tx.query<[unknown, number]>(
      `UPDATE backup.run SET state = 'failed', failure = $2, bytes = 0, finished_at = $3 WHERE id = $1 AND state = 'running'`,
      [id, failure, at],
    );
    return ended > 0;
  }

  async noteVerified(tx: Tx, id: string, valid: boolean, at: Date): Promise<void> {
    await tx.query(`UPDATE backup.run SET verified_at = $3, verified_valid = $2 WHERE id = $1`, [id, valid, at]);
  }

  async noteTested(tx: Tx, id: string, success: boolean, at: Date): Promise<void> {
    await tx.query(`UPDATE backup.run SET tested_at = $3, tested_success = $2 WHERE id = $1`, [id, success, at]);
  }

  /** Whether it was there and not gone already. */
  async markRemoved(tx: Tx, id: string, at: Date): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      'UPDATE backup.run SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL RETURNING id',
      [id, at],
    );
    return rows.length > 0;
  }

  /** Failures are told of for a month; then they say nothing to anybody. */
  async forgetFailures(tx: Tx, before: Date): Promise<void> {
    await tx.query(`DELETE FROM backup.run WHERE state = 'failed' AND finished_at < $1`, [before]);
  }

  /** One that was not removed. */
  one(id: string): Promise<BackupRun | null> {
    return this.database.one<BackupRun>(`SELECT ${columns} FROM backup.run WHERE id = $1 AND removed_at IS NULL`, [id]);
  }

  /** The same, which nobody else removes or judges before the transaction ends. */
  async held(tx: Tx, id: string): Promise<BackupRun | null> {
    const [row] = await tx.query<BackupRun[]>(
      `SELECT ${columns} FROM backup.run WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** How a backup is called, also one that was removed. */
  naming(id: string): Promise<Pick<BackupRun, 'createdAt' | 'label'> | null> {
    return this.database.one('SELECT created_at AS "createdAt", label FROM backup.run WHERE id = $1', [id]);
  }

  /** Newest first, after one of them. */
  page(after: string | null, limit: number): Promise<BackupRun[]> {
    return this.database.query<BackupRun>(
      `SELECT ${columns} FROM backup.run
        WHERE removed_at IS NULL AND ($1::uuid IS NULL OR id < $1)
        ORDER BY id DESC LIMIT $2`,
      [after, limit],
    );
  }

  running(): Promise<BackupRun[]> {
    return this.database.query<BackupRun>(`SELECT ${columns} FROM backup.run WHERE state = 'running'`);
  }

  /** Newest first. */
  finished(): Promise<BackupRun[]> {
    return this.database.query<BackupRun>(
      `SELECT ${columns} FROM backup.run WHERE state = 'finished' AND removed_at IS NULL ORDER BY id DESC`,
    );
  }

  /** When a backup was last restored on trial, also one that has been removed since; null when none was. */
  async lastTestedAt(): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date | null }>('SELECT max(tested_at) AS at FROM backup.run');
    return row?.at ?? null;
  }

  /** Every id that a row tells of, also of what was removed. */
  async known(): Promise<Map<string, BackupState | 'removed'>> {
    const rows = await this.database.query<{ id: string; fate: BackupState | 'removed' }>(
      `SELECT id, CASE WHEN removed_at IS NULL THEN state ELSE 'removed' END AS fate FROM backup.run`,
    );
    return new Map(rows.map(({ id, fate }) => [id, fate]));
  }

  async newestVerified(tx?: Tx): Promise<string | null> {
    const sql = `SELECT id FROM backup.run WHERE state = 'finished' AND verified_valid AND removed_at IS NULL ORDER BY id DESC LIMIT 1`;
    const [row] = tx ? await tx.query<{ id: string }[]>(sql) : await this.database.query<{ id: string }>(sql);
    return row?.id ?? null;
  }

  /** When the first migration made this installation. */
  async installedAt(): Promise<Date> {
    const row = await this.database.one<{ at: Date }>('SELECT min(applied_at) AS at FROM platform.migration');
    return row!.at;
  }
}
