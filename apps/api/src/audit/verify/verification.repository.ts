import { Injectable } from '@nestjs/common';
import type { AuditVerification, AuditVerificationState } from '#contracts/audit/audit.js';
import { Database } from '#platform/database/database.js';
import { columnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Progress } from './log-walk.js';
import { VerificationRow } from './verification.entity.js';
import { keptDays, lostAfterSeconds, type StoredVerification } from './verification.rules.js';
import { ClearsItself } from '#platform/retention/expiry.js';

const columns = `${columnsOf(VerificationRow)}, state = 'running' AND alive_at < now() - interval '${lostAfterSeconds} seconds' AS "isLost"`;

/** Requested verifications; the database's clock decides which heartbeats are overdue. */
@Injectable()
@ClearsItself({ tables: ['audit.verification'], rule: 'some days after its end' })
export class VerificationRepository {
  constructor(private readonly database: Database) {}

  /** Keeps everybody else from beginning one until the transaction ends. */
  async lock(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('audit.verification'))`);
  }

  async runningIn(tx: Tx): Promise<string | null> {
    const [row] = await tx.query<{ id: string }[]>(`SELECT id FROM audit.verification WHERE state = 'running'`);
    return row?.id ?? null;
  }

  async begin(tx: Tx, id: string, { step, checked, size }: Progress): Promise<void> {
    await tx.query(`INSERT INTO audit.verification (id, state, step, checked, size) VALUES ($1, 'running', $2, $3, $4)`, [
      id,
      step,
      checked,
      size,
    ]);
  }

  /** Whether it is still running, so that going on makes sense. */
  async note(tx: Tx, id: string, { step, checked, size }: Progress): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE audit.verification SET step = $2, checked = $3, size = $4, alive_at = now() WHERE id = $1 AND state = 'running' RETURNING id`,
      [id, step, checked, size],
    );
    return rows.length > 0;
  }

  /** Whether it was still running; what is over stays as it is. */
  async end(
    tx: Tx,
    id: string,
    state: Exclude<AuditVerificationState, 'running'>,
    result: AuditVerification | null,
  ): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE audit.verification
          SET state = $2, result = $3, ended_at = now()
        WHERE id = $1 AND state = 'running' RETURNING id`,
      [id, state, result],
    );
    return rows.length > 0;
  }

  /** Ends what an instance left behind that went away, and answers which. */
  async endLost(tx: Tx): Promise<string[]> {
    const [rows] = await tx.query<[{ id: string }[], number]>(
      `UPDATE audit.verification SET state = 'interrupted', ended_at = alive_at
        WHERE state = 'running' AND alive_at < now() - interval '${lostAfterSeconds} seconds' RETURNING id`,
    );
    return rows.map(({ id }) => id);
  }

  async forgetOld(tx: Tx): Promise<void> {
    await tx.query(`DELETE FROM audit.verification WHERE ended_at < now() - interval '${keptDays} days'`);
  }

  async one(id: string): Promise<StoredVerification | null> {
    return this.database.one<StoredVerification>(`SELECT ${columns} FROM audit.verification WHERE id = $1`, [id]);
  }

  /** Newest first, after one of them. */
  async newest(after: string | null, limit: number): Promise<StoredVerification[]> {
    return this.database.query<StoredVerification>(
      `SELECT ${columns} FROM audit.verification WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [after, limit],
    );
  }
}
