import type { PoolClient } from 'pg';
import type { Tx } from './transactions.js';

/**
 * A statement of a transaction that runs again and again: the server reads and plans it once a connection, which for a short one is most of
 * its cost. The name belongs to this SQL alone.
 */
export async function prepared<Row extends object>(
  tx: Tx,
  name: string,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  if (!tx.queryRunner) throw new Error('A transaction has no connection.');
  const client = (await tx.queryRunner.connect()) as PoolClient;
  const { rows } = await client.query<Row>({ name, text: sql, values: parameters as unknown[] });
  return rows;
}
