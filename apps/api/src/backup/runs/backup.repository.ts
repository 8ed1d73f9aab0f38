import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { BackupFailure, BackupState } from '#contracts/backup/backup.js';
import { BackupRunRow } from './backup-run.entity.js';
import type { BackupRun, Extent } from '../backup.rules.js';
import type { CarryOverRow } from '../keyring-copy/carry-over.entity.js';

const columns = columnsOf(BackupRunRow, undefined, { without: ['removedAt'] });
const naming = someColumnsOf(BackupRunRow, ['createdAt', 'label']);

export type NewRun = Pick<BackupRun, 'id' | 'label' | 'madeByKind' | 'madeBy' | 'announcedBy' | 'createdAt'>;

@Injectable()
export class BackupRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async begin(tx: Tx, run: NewRun): Promise<void> {
    await this.rows.insert(tx, BackupRunRow, { ...run, state: 'running' });
  }

  async note(tx: Tx, id: string, { bytes, rows, tables }: Extent, tablesInAll: number): Promise<void> {
    await this.rows.update(tx, BackupRunRow, { id, state: 'running' }, { bytes, rows, tables, tablesInAll });
  }

  /** Whether it was still running: a run that was settled meanwhile stays as it is. */
  async finish(tx: Tx, id: string, { bytes, rows, tables }: Extent, checkpointSize: number, finishedAt: Date): Promise<boolean> {
    const ending = { state: 'finished', bytes, rows, tables, tablesInAll: tables, checkpointSize, finishedAt } as const;
    return (await this.rows.update(tx, BackupRunRow, { id, state: 'running' }, ending)) > 0;
  }

  /** As `finish`. */
  async fail(tx: Tx, id: string, failure: BackupFailure, finishedAt: Date): Promise<boolean> {
    const ending = { state: 'failed', failure, bytes: 0, finishedAt } as const;
    return (await this.rows.update(tx, BackupRunRow, { id, state: 'running' }, ending)) > 0;
  }

  async noteVerified(tx: Tx, id: string, verifiedValid: boolean, verifiedAt: Date): Promise<void> {
    await this.rows.update(tx, BackupRunRow, { id }, { verifiedAt, verifiedValid });
  }

  async noteTested(tx: Tx, id: string, testedSuccess: boolean, testedAt: Date): Promise<void> {
    await this.rows.update(tx, BackupRunRow, { id }, { testedAt, testedSuccess });
  }

  async noteCopied(tx: Tx, id: string, copiedAt: Date): Promise<void> {
    await this.rows.update(tx, BackupRunRow, { id }, { copiedAt });
  }

  /** Whether it was there and not gone already. */
  async markRemoved(tx: Tx, id: string, at: Date): Promise<boolean> {
    return (await this.rows.update(tx, BackupRunRow, { id, removedAt: null }, { removedAt: at })) > 0;
  }

  /** Of what applies whichever backup is restored. */
  async carryOverVersion(): Promise<string> {
    const row = await this.database.one<Pick<CarryOverRow, 'version'>>('SELECT version FROM backup.carry_over');
    return row!.version;
  }

  /** Failures are listed for a month. */
  async forgetFailures(tx: Tx, before: Date): Promise<void> {
    await tx.query(`DELETE FROM backup.run WHERE state = 'failed' AND finished_at < $1`, [before]);
  }

  /** One that was not removed. */
  one(id: string): Promise<BackupRun | null> {
    return this.database.one<BackupRun>(`SELECT ${columns} FROM backup.run WHERE id = $1 AND removed_at IS NULL`, [id]);
  }

  /** The same, locked against removal and changes until the transaction ends. */
  async held(tx: Tx, id: string): Promise<BackupRun | null> {
    const [row] = await tx.query<BackupRun[]>(
      `SELECT ${columns} FROM backup.run WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** How a backup is called, also one that was removed. */
  naming(id: string): Promise<Pick<BackupRun, 'createdAt' | 'label'> | null> {
    return this.database.one(`SELECT ${naming} FROM backup.run WHERE id = $1`, [id]);
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

  /** The id of every row, also of removed backups. */
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
