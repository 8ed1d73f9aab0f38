import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { DeclaredRows } from '#platform/database/declared/declared-rows.js';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { FailedSignInRow } from './failed-sign-in.entity.js';

type Failures = Pick<FailedSignInRow, 'key' | 'failedAt'>;

const columns = someColumnsOf(FailedSignInRow, ['key', 'failedAt']);

/** When signing in failed, by key: the keyed hash of an account or of an address. */
@Injectable()
export class SignInLimitRepository {
  constructor(
    private readonly database: Database,
    private readonly rows: DeclaredRows,
  ) {}

  async failuresOf(keys: readonly Buffer[]): Promise<(readonly Date[])[]> {
    const rows = await this.database.query<Failures>(`SELECT ${columns} FROM auth.failed_sign_in WHERE key = ANY ($1)`, [keys]);
    return rows.map(({ failedAt }) => failedAt);
  }

  /**
   * The same, locked until the transaction ends: concurrent attempts are judged one
   * after the other, on every instance. In the order of keys, so that two attempts never deadlock.
   */
  async lockFailuresOf(tx: Tx, keys: readonly Buffer[], now: Date): Promise<Map<Buffer, readonly Date[]>> {
    // One statement, so that no row disappears between being found and being locked: that failure would not be counted.
    const rows: Failures[] = await tx.query(
      `INSERT INTO auth.failed_sign_in AS kept (key, failed_at, last_failed_at)
       SELECT key, '{}', $2 FROM unnest($1::bytea[]) AS key
       ON CONFLICT (key) DO UPDATE SET last_failed_at = kept.last_failed_at
       RETURNING ${columns}`,
      [keys.toSorted(Buffer.compare), now],
    );
    return new Map(rows.map(({ key, failedAt }) => [key, failedAt]));
  }

  async keep(tx: Tx, key: Buffer, failedAt: readonly Date[], now: Date): Promise<void> {
    await this.rows.update(tx, FailedSignInRow, { key }, { failedAt, lastFailedAt: now });
  }

  async forget(tx: Tx, key: Buffer): Promise<void> {
    await this.rows.delete(tx, FailedSignInRow, { key });
  }

  /** Removes what counts no longer. */
  async forgetBefore(tx: Tx, moment: Date): Promise<void> {
    await tx.query('DELETE FROM auth.failed_sign_in WHERE last_failed_at < $1', [moment]);
  }
}
