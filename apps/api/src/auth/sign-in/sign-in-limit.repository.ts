import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';

interface FailureRow {
  readonly key: Buffer;
  readonly failed_at: readonly Date[];
}

/** When signing in failed, by key: the keyed hash of an account or of an address. */
@Injectable()
export class SignInLimitRepository {
  constructor(private readonly database: Database) {}

  async failuresOf(keys: readonly Buffer[]): Promise<(readonly Date[])[]> {
    const rows = await this.database.query<FailureRow>('SELECT key, failed_at FROM auth.failed_sign_in WHERE key = ANY ($1)', [
      keys,
    ]);
    return rows.map((row) => row.failed_at);
  }

  /**
   * The same, and nobody else reads or changes them until the transaction ends: attempts that run at the same moment are judged one
   * after the other, on whatever instance. In the order of keys, so that two attempts never wait for each other.
   */
  async lockFailuresOf(tx: Tx, keys: readonly Buffer[], now: Date): Promise<Map<Buffer, readonly Date[]>> {
    // One statement, so that nobody removes a row between being found and being locked: what fails then would not be counted.
    const rows: FailureRow[] = await tx.query(
      `INSERT INTO auth.failed_sign_in AS kept (key, failed_at, last_failed_at)
       SELECT key, '{}', $2 FROM unnest($1::bytea[]) AS key
       ON CONFLICT (key) DO UPDATE SET last_failed_at = kept.last_failed_at
       RETURNING key, failed_at`,
      [keys.toSorted(Buffer.compare), now],
    );
    return new Map(rows.map((row) => [row.key, row.failed_at]));
  }

  async keep(tx: Tx, key: Buffer, failedAt: readonly Date[], now: Date): Promise<void> {
    await tx.query('UPDATE auth.failed_sign_in SET failed_at = $2, last_failed_at = $3 WHERE key = $1', [key, failedAt, now]);
  }

  async forget(tx: Tx, key: Buffer): Promise<void> {
    await tx.query('DELETE FROM auth.failed_sign_in WHERE key = $1', [key]);
  }

  /** Removes what counts no longer. */
  async forgetBefore(tx: Tx, moment: Date): Promise<void> {
    await tx.query('DELETE FROM auth.failed_sign_in WHERE last_failed_at < $1', [moment]);
  }
}
