import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import { RUNTIME_URL } from '#platform/database/pool/runtime-url.js';
import { jobSchema } from '#platform/jobs/job-schema.js';
import { derivedOwner } from '#platform/keyring/keys/owner.js';
import { copyOut, monthsQuery, type SourceSequence, type SourceTable } from './backup-source.js';
import { backupKeyUse } from '../engine/part-context.js';

/** "back" as a number: one backup at a time in the whole installation. */
const makingLock = 0x6261636b;

export type TableShape = Pick<SourceTable, 'name' | 'columns' | 'key'>;

/** What a snapshot says of the database beside its rows. */
export interface SnapshotFacts {
  /** Null for an audit log that was never signed. */
  readonly checkpoint: { readonly size: number; readonly note: string } | null;
  readonly months: string[];
  readonly migrations: { readonly name: string; readonly checksum: string }[];
  readonly sequences: SourceSequence[];
  /** The data key that parts depend on; null before it was first used. */
  readonly key: { readonly id: string; readonly version: number } | null;
}

/** A connection of its own that holds the lock for making backups until it ends, also when the process dies. */
export class BackupLock {
  constructor(private readonly client: pg.Client) {}

  /** From now on every read sees the present state. */
  async beginSnapshot(): Promise<void> {
    await this.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await this.client.query('SELECT');
  }

  async endSnapshot(): Promise<void> {
    await this.client.query('COMMIT');
  }

  async facts(): Promise<SnapshotFacts> {
    const checkpoints = await this.rows<{ size: string; note: string }>(
      'SELECT size::text, note FROM audit.checkpoint ORDER BY checkpoint.no DESC LIMIT 1',
    );
    return {
      checkpoint: checkpoints[0] ? { size: Number(checkpoints[0].size), note: checkpoints[0].note } : null,
      months: (await this.rows<{ month: string }>(monthsQuery)).map(({ month }) => month),
      migrations: await this.rows('SELECT name, checksum FROM platform.migration ORDER BY name COLLATE "C"'),
      sequences: await this.sequences(),
      key: await this.backupKey(),
    };
  }

  /** The data key that backups hang on; null before it was first used. */
  backupKey(): Promise<SnapshotFacts['key']> {
    return this.keyOf(derivedOwner(backupKeyUse).name);
  }

  /** Of what applies whichever backup is restored. */
  async carryOverVersion(): Promise<string> {
    const [row] = await this.rows<{ version: string }>('SELECT version FROM backup.carry_over');
    return row!.version;
  }

  /** Which wrap key is current. */
  async wrapKeyId(): Promise<string | null> {
    const [row] = await this.rows<{ id: string }>(`SELECT wrap_key_id AS id FROM keyring.master_key WHERE state = 'current'`);
    return row?.id ?? null;
  }

  /** Every table of the database but those of the job queue, with its stored columns and its primary key. */
  tables(): Promise<TableShape[]> {
    return this.rows<TableShape>(
      `SELECT n.nspname || '.' || c.relname AS name,
              array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns,
              coalesce((SELECT array_agg(k.attname::text ORDER BY place)
                          FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS part (attnum, place)
                          JOIN pg_attribute k ON k.attnum = part.attnum
                         WHERE i.indrelid = c.oid AND i.indisprimary AND k.attrelid = c.oid), '{}') AS key
         FROM pg_class c
         JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', $1)
          AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        GROUP BY c.oid, n.nspname, c.relname
        ORDER BY 1`,
      [jobSchema],
    );
  }

  copyOut(table: TableShape): Readable {
    return this.client.query(to(copyOut(table)));
  }

  /** Releases the lock. A copy that was left half-way goes with the connection. */
  async end(): Promise<void> {
    await this.client.end();
  }

  private async sequences(): Promise<SourceSequence[]> {
    const names = await this.rows<{ name: string; quoted: string }>(
      `SELECT n.nspname || '.' || c.relname AS name, format('%I.%I', n.nspname, c.relname) AS quoted
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'S' AND n.nspname !~ '^pg_' AND n.nspname <> $1
        ORDER BY 1`,
      [jobSchema],
    );
    const sequences: SourceSequence[] = [];
    for (const { name, quoted } of names) {
      const [row] = await this.rows<Omit<SourceSequence, 'name'>>(
        `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${quoted}`,
      );
      sequences.push({ name, ...row! });
    }
    return sequences;
  }

  private async keyOf(purpose: string): Promise<SnapshotFacts['key']> {
    const [row] = await this.rows<{ id: string; version: number }>(
      `SELECT id, version FROM keyring.data_key WHERE owner_kind = 'purpose' AND owner_name = $1 AND state = 'active'`,
      [purpose],
    );
    return row ?? null;
  }

  private async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.client.query<Row>(sql, [...values]);
    return rows;
  }
}

@Injectable()
export class SnapshotRepository {
  constructor(@Inject(RUNTIME_URL) private readonly url: string) {}

  /** The lock for making backups; null while another one has it, on whichever instance or in the operator's tool. */
  async acquireLock(): Promise<BackupLock | null> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'chat-man-backup', keepAlive: true });
    client.on('error', () => undefined); // the next query on the connection reports the loss
    await client.connect();
    try {
      // A backup takes as long as it takes, and may wait for its disk.
      await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 15000');
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [makingLock]);
      if (rows[0]?.taken === true) return new BackupLock(client);
    } catch (cause) {
      await client.end();
      throw cause;
    }
    await client.end();
    return null;
  }
}
