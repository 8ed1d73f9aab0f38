import { Injectable } from '@nestjs/common';
import type { Sealed } from '#sealing/record.js';
import { Database } from '../../database/database.js';
import type { SealedTable } from '../../database/declared/sealed-tables.js';
import type { Tx } from '../../database/transactions.js';
import type { Owner } from '../keys/owner.js';

export interface StaleRow {
  readonly row: string;
  readonly bytes: number;
}

export interface KeyCounts {
  readonly owners: number;
  readonly prepared: number;
  readonly retired: number;
  readonly refused: number;
  readonly oldest: Date | null;
}

/** Questions about all keys and all records that they seal. */
@Injectable()
export class TurnoverRepository {
  constructor(private readonly database: Database) {}

  async counts(): Promise<KeyCounts> {
    return (await this.database.one<KeyCounts>(
      `SELECT count(DISTINCT (owner_kind, owner_name))::int AS owners,
              count(*) FILTER (WHERE state = 'prepared')::int AS prepared,
              count(*) FILTER (WHERE state = 'retired')::int AS retired,
              count(*) FILTER (WHERE state = 'refused')::int AS refused,
              min(created_at) FILTER (WHERE state = 'active') AS oldest
         FROM keyring.data_key
        WHERE ${rotatable}`,
    ))!;
  }

  /** Whose newest key version was made before then. */
  ownersOlderThan(before: Date): Promise<Owner[]> {
    return this.database.query<Owner>(
      `SELECT owner_kind AS kind, owner_name AS name FROM keyring.data_key
        WHERE ${rotatable}
        GROUP BY 1, 2 HAVING max(created_at) < $1
        ORDER BY 1, 2`,
      [before],
    );
  }

  /** Whose next version is prepared and does not seal yet. */
  ownersPrepared(): Promise<Owner[]> {
    return this.database.query<Owner>(
      `SELECT owner_kind AS kind, owner_name AS name FROM keyring.data_key WHERE state = 'prepared' ORDER BY 1, 2`,
    );
  }

  /** Owners with versions that open and no longer seal, and the version that does. */
  ownersWithRetired(): Promise<(Owner & { readonly keyId: string; readonly active: number })[]> {
    return this.database.query(
      `SELECT owner_kind AS kind, owner_name AS name, id AS "keyId", max(version) FILTER (WHERE state = 'active') AS active
         FROM keyring.data_key
        GROUP BY 1, 2, 3 HAVING bool_or(state = 'retired') AND bool_or(state = 'active')
        ORDER BY 1, 2`,
    );
  }

  /** Since the newest version came into this state, by the clock of the database; Infinity where there is none. */
  async secondsSinceNewest(state: 'prepared' | 'retired'): Promise<number> {
    const row = await this.database.one<{ seconds: number | null }>(
      'SELECT extract(epoch FROM clock_timestamp() - max(state_since))::float8 AS seconds FROM keyring.data_key WHERE state = $1',
      [state],
    );
    return row?.seconds ?? Infinity;
  }

  /** The next rows with a value that is sealed under an older version of its key, and how many bytes they seal. */
  staleAfter({ name, key, columns }: SealedTable, after: string | null, limit: number): Promise<StaleRow[]> {
    const size = columns.map((column) => `coalesce(octet_length(t.${column}), 0)`).join(' + ');
    const beyond = after === null ? '' : `t.${key} > $2 AND `;
    return this.database.query<StaleRow>(
      `SELECT t.${key}::text AS row, ${size} AS bytes FROM ${name} t
        WHERE ${beyond}(${columns.map(isStale).join(' OR ')})
        ORDER BY t.${key} LIMIT $1`,
      after === null ? [limit] : [limit, after],
    );
  }

  /** The ids of keys under older versions of which this table still seals something. */
  async keysLeftIn({ name, columns }: SealedTable): Promise<string[]> {
    const each = columns.map((column) => `SELECT ${keyIdIn(column)} AS id FROM ${name} t WHERE ${isStale(column)}`);
    return (await this.database.query<{ id: string }>(each.join(' UNION '))).map(({ id }) => id);
  }

  /** The sealed values of a row, locked against changes until the transaction ends. Null where it is gone. */
  async hold(tx: Tx, { name, key, columns }: SealedTable, row: string): Promise<Record<string, Buffer | null> | null> {
    const [found]: Record<string, Buffer | null>[] = await tx.query(
      `SELECT ${columns.join(', ')} FROM ${name} WHERE ${key} = $1 FOR NO KEY UPDATE`,
      [row],
    );
    return found ?? null;
  }

  async write(tx: Tx, { name, key }: SealedTable, row: string, values: ReadonlyMap<string, Sealed>): Promise<void> {
    const set = [...values.keys()].map((column, index) => `${column} = $${index + 2}`);
    await tx.query(`UPDATE ${name} SET ${set.join(', ')} WHERE ${key} = $1`, [row, ...values.values()]);
  }
}

/** Secrets are derived from the others (`isRotatable`). */
const rotatable = `NOT (owner_kind = 'purpose' AND owner_name LIKE 'secret.%')`;

/** Of a record: format 1 | key id 16 | key version 4 … (libs/sealing/record.ts). */
const keyIdIn = (column: string): string => `encode(substring(t.${column} FROM 2 FOR 16), 'hex')::uuid`;

/** Whether a value is a record under a version below the one that seals now. What is no record at all is none. */
function isStale(column: string): string {
  return `CASE WHEN octet_length(t.${column}) > 21 THEN EXISTS (
    SELECT FROM keyring.data_key k
     WHERE k.id = ${keyIdIn(column)} AND k.state = 'active' AND substring(t.${column} FROM 18 FOR 4) < int4send(k.version)) ELSE false END`;
}
