import { createHash } from 'node:crypto';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { copyOut, monthsQuery, type BackupSource, type SourceTable } from '../../apps/api/src/backup/make/backup-source.js';

/** What no data backup carries: keys, and what is worth something for a while only. */
const notCarried = [
  'keyring.master_key',
  'keyring.data_key',
  'keyring.destroyed_owner',
  'platform.migration',
  'audit.heartbeat',
  'audit.verification',
  'auth.session',
  'backup.carry_over',
];

export interface LiveSource extends BackupSource {
  close(): Promise<void>;
}

/** A backup that was never written down: one snapshot of a living database. `anchor` is what its log was signed for. */
export async function aLiveSource(
  ownerUrl: string,
  anchor: { readonly size: number; readonly root: string; readonly checkpoint: string },
): Promise<LiveSource> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const named = await tablesOf(client);
  const tables: SourceTable[] = [];
  for (const table of named) {
    const stream = client.query(copyStreams.to(copyOut(table)));
    const hash = createHash('sha256');
    for await (const chunk of stream) hash.update(chunk as Buffer);
    tables.push({ ...table, rows: stream.rowCount, sha256: hash.digest('hex') });
  }
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM platform.migration ORDER BY name',
  );
  const { rows: sequences } = await client.query<{ name: string; value: string; isCalled: boolean }>(
    `SELECT 'audit.event_seq_seq' AS name, last_value::text AS value, is_called AS "isCalled" FROM audit.event_seq_seq`,
  );
  const { rows: months } = await client.query<{ month: string }>(monthsQuery);
  const manifest = {
    id: '01940000-0000-7000-8000-000000000001',
    createdAt: new Date().toISOString(),
    migrations,
    tables,
    sequences,
    audit: { ...anchor, months: months.map(({ month }) => month) },
  };
  return {
    manifest,
    copyStream: (name) => client.query(copyStreams.to(copyOut(tables.find((table) => table.name === name)!))),
    close: () => client.end(),
  };
}

async function tablesOf(client: pg.Client): Promise<Pick<SourceTable, 'name' | 'columns' | 'key'>[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[] | null }>(
    `SELECT nspname || '.' || relname AS name,
            (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
              WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
            (SELECT array_agg(attname::text ORDER BY array_position(conkey, attnum))
               FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
              WHERE conrelid = c.oid AND contype = 'p') AS key
       FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'jobs')
      ORDER BY 1`,
  );
  return rows.flatMap(({ key, ...table }) => (key === null || notCarried.includes(table.name) ? [] : [{ ...table, key }]));
}
