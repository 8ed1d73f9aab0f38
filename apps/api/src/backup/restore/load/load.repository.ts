import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { asRole } from '#platform/postgres/roles/roles.js';
import { hashBytes } from '#transparency/tree/hashing.js';
import { GrowingTree } from '#transparency/tree/tree.js';
import { BufferGarbage } from '../../engine/buffer-garbage.js';
import { copyIn, copyOut, type SourceSequence, type SourceTable } from '../../make/backup-source.js';
import type { Reference } from './load-order.rules.js';

/** Leaves read together. */
const leafPage = 20_000;

/** A sealed value and its position. */
export interface SealedValue {
  readonly row: string;
  readonly sealed: Buffer;
}

/** How much of what signs people and programs in was ended. */
export interface Revoked {
  readonly sessions: number;
  readonly tokens: number;
  readonly approvals: number;
}

/** A database that a backup is loaded into, as its owner sees it. It is not in use yet. */
export class LoadRepository {
  private constructor(private readonly client: pg.Client) {}

  /** Runs `work` on a connection of its own. However long it takes: no request waits for it. */
  static on<T>(ownerUrl: string, work: (database: LoadRepository) => Promise<T>): Promise<T> {
    return asRole(ownerUrl, async (client) => {
      await client.query(`SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0`);
      return work(new LoadRepository(client));
    });
  }

  /** All or nothing. */
  async inTransaction<T>(work: () => Promise<T>): Promise<T> {
    await this.client.query('BEGIN');
    try {
      const result = await work();
      await this.client.query('COMMIT');
      return result;
    } catch (cause) {
      await this.client.query('ROLLBACK').catch(() => undefined); // the connection may be what failed; the first error counts
      throw cause;
    }
  }

  async references(): Promise<Reference[]> {
    const { rows } = await this.client.query<Reference>(
      `SELECT ${nameOf('conrelid')} AS "table", ${nameOf('confrelid')} AS "refersTo" FROM pg_constraint WHERE contype = 'f'`,
    );
    return rows;
  }

  /** The partitions that the events of a backup need; those of the present were made by the migrations. */
  async makeMonths(months: readonly string[]): Promise<void> {
    await this.client.query(
      `SELECT audit.make_month('audit.event', 'event', month), audit.make_month('audit.event_detail', 'event_detail', month)
         FROM unnest($1::date[]) AS month`,
      [months],
    );
  }

  async load(table: SourceTable, rows: Readable): Promise<void> {
    await pipeline(rows, this.client.query(copyStreams.from(copyIn(table))));
    await this.client.query(`ANALYZE ${quotedName(table.name)}`);
  }

  /**
   * Applies rows of a table over those that are there, by its key; answers how many were added or changed. `insert` and `update` say what may
   * happen to a row that is missing, and to one that differs.
   */
  async merge(
    { name, columns, key }: Pick<SourceTable, 'name' | 'columns' | 'key'>,
    rows: Readable,
    { insert, update }: { readonly insert: boolean; readonly update: boolean },
  ): Promise<number> {
    const [table, all] = [quotedName(name), columns.map(pg.escapeIdentifier)];
    const keys = key.map(pg.escapeIdentifier);
    const rest = all.filter((column) => !keys.includes(column));
    const of = (alias: string, names: readonly string[]): string => names.map((column) => `${alias}.${column}`).join(', ');
    await this.client.query(`SET LOCAL chatman.restoring = 'on'`); // for the triggers that let nobody else change what is carried
    await this.client.query(`CREATE TEMP TABLE carried ON COMMIT DROP AS SELECT ${all.join(', ')} FROM ${table} WITH NO DATA`);
    await pipeline(rows, this.client.query(copyStreams.from(`COPY carried (${all.join(', ')}) FROM STDIN (FORMAT binary)`)));
    const isSame = keys.map((column) => `present.${column} = carried.${column}`).join(' AND ');
    let applied = 0;
    if (update) {
      const { rowCount } = await this.client.query(
        `UPDATE ${table} present SET ${rest.map((column) => `${column} = carried.${column}`).join(', ')} FROM carried
          WHERE ${isSame} AND (${of('present', rest)}) IS DISTINCT FROM (${of('carried', rest)})`,
      );
      applied += rowCount ?? 0;
    }
    if (insert) {
      const { rowCount } = await this.client.query(
        `INSERT INTO ${table} (${all.join(', ')}) SELECT ${of('carried', all)} FROM carried
          WHERE NOT EXISTS (SELECT FROM ${table} present WHERE ${isSame})`,
      );
      applied += rowCount ?? 0;
    }
    await this.client.query('DROP TABLE carried');
    return applied;
  }

  /** Ends what signs people and programs in, and requests that wait for a second person; answers how many of each. */
  async revokeAccess(): Promise<Revoked> {
    const ended = async (sql: string): Promise<number> => (await this.client.query(sql)).rowCount ?? 0;
    return {
      sessions: await ended('DELETE FROM auth.session'),
      tokens: await ended('DELETE FROM auth.api_token'),
      approvals: await ended(`UPDATE auth.approval SET state = 'lapsed', decided_at = now() WHERE state = 'pending'`),
    };
  }

  /** Restores a counter, but never behind an existing row: two events must not get one number. */
  async setSequence({ name, value, isCalled }: SourceSequence): Promise<void> {
    const { rows } = await this.client.query<{ table: string; column: string }>(
      `SELECT refobjid::regclass::text AS "table", quote_ident(attname) AS "column"
         FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
        WHERE objid = $1::regclass AND classid = 'pg_class'::regclass AND deptype IN ('a', 'i')`,
      [name],
    );
    const [counted] = rows;
    const newest = counted === undefined ? 'NULL::bigint' : `(SELECT max(${counted.column}) FROM ${counted.table})`;
    await this.client.query(
      `SELECT setval($1::regclass, greatest($2::bigint, ${newest}), $3::boolean OR ${newest} IS NOT NULL)`,
      [name, value, isCalled],
    );
  }

  /** Reads a table as the backup's own stream was read. */
  async readBack(table: SourceTable): Promise<{ readonly rows: number; readonly sha256: string }> {
    const stream = this.client.query(copyStreams.to(copyOut(table)));
    const hash = createHash('sha256');
    const garbage = new BufferGarbage();
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      garbage.passed(chunk.length);
    }
    return { rows: stream.rowCount, sha256: hash.digest('hex') };
  }

  /** The root over the first leaves of the audit log, in base64, computed from the leaves alone; null where there are fewer. */
  async rootOver(size: number): Promise<string | null> {
    const tree = GrowingTree.empty();
    while (tree.size < size) {
      const { rows } = await this.client.query<{ page: Buffer | null }>(
        `SELECT string_agg(leaf_hash, ''::bytea ORDER BY index) AS page FROM audit.leaf WHERE index >= $1 AND index < $2`,
        [tree.size, Math.min(size, tree.size + leafPage)],
      );
      const page = rows[0]?.page ?? Buffer.alloc(0);
      if (page.length === 0) return null;
      for (let at = 0; at < page.length; at += hashBytes) tree.append(page.subarray(at, at + hashBytes));
    }
    return tree.size === size ? tree.root().toString('base64') : null;
  }

  /** The newest sealed values of a column. */
  async sealedValues({ name, key }: SourceTable, column: string, limit: number): Promise<SealedValue[]> {
    const row = pg.escapeIdentifier(key[0]!);
    const sealed = pg.escapeIdentifier(column);
    const { rows } = await this.client.query<SealedValue>(
      `SELECT ${row}::text AS row, ${sealed} AS sealed FROM ${quotedName(name)} WHERE ${sealed} IS NOT NULL ORDER BY ${row} DESC LIMIT $1`,
      [limit],
    );
    return rows;
  }
}

function nameOf(oid: string): string {
  return `(SELECT nspname || '.' || relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE pg_class.oid = ${oid})`;
}

function quotedName(name: string): string {
  return name.split('.').map(pg.escapeIdentifier).join('.');
}
