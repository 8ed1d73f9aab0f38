import { Injectable } from '@nestjs/common';
import type { Wrapped } from '#sealing/keys/key-wrap.js';
import { Database } from '../database/database.js';
import { someColumnsOf } from '../database/declared/entity-columns.js';
import { prepared } from '../database/prepared.js';
import type { Tx } from '../database/transactions.js';
import { DataKeyRow, type DataKeyState } from './keys/data-key.entity.js';
import { ownerText, type Owner } from './keys/owner.js';

const stored = ['id', 'version', 'state', 'wrapped', 'wrapKeyId'] as const;

export type StoredKey = Readonly<Pick<DataKeyRow, (typeof stored)[number]>>;

export interface NewKey {
  readonly id: string;
  readonly version: number;
  readonly state: 'active' | 'prepared';
  readonly wrapped: Wrapped;
  readonly wrapKeyId: string;
}

const OF_OWNER = `
  SELECT ${someColumnsOf(DataKeyRow, stored)}
    FROM keyring.data_key
   WHERE owner_kind = $1 AND owner_name = $2
   ORDER BY version`;

@Injectable()
export class KeyringRepository {
  constructor(private readonly database: Database) {}

  /** All versions of an owner's key; none for an owner without. */
  keysOf(owner: Owner): Promise<StoredKey[]> {
    return this.database.query<StoredKey>(OF_OWNER, parametersOf(owner));
  }

  /** The same of many subjects in one question, by their ids. */
  async keysOfSubjects(userIds: readonly string[]): Promise<Map<string, StoredKey[]>> {
    const rows = await this.database.query<StoredKey & { readonly ownerName: string }>(
      `SELECT ${someColumnsOf(DataKeyRow, ['ownerName', ...stored])}
         FROM keyring.data_key
        WHERE owner_kind = 'subject' AND owner_name = ANY ($1::text[])
        ORDER BY owner_name, version`,
      [userIds],
    );
    return Map.groupBy(rows, (row) => row.ownerName);
  }

  /** Whose a key is; null where there is none of that id any more. */
  async ownerOf(keyId: string): Promise<Owner | null> {
    const [owner] = await this.database.query<Owner>(
      'SELECT owner_kind AS kind, owner_name AS name FROM keyring.data_key WHERE id = $1 LIMIT 1',
      [keyId],
    );
    return owner ?? null;
  }

  /**
   * All versions of an owner's key, locked against destruction and refusal until the transaction ends. Retiring and re-wrapping go on
   * in parallel, and so do other holders.
   */
  holdKeysOf(tx: Tx, owner: Owner): Promise<StoredKey[]> {
    return prepared<StoredKey>(tx, 'keyring-hold', `${OF_OWNER} FOR KEY SHARE`, parametersOf(owner));
  }

  /** The same, locked exclusively until the transaction ends. */
  claimKeysOf(tx: Tx, owner: Owner): Promise<StoredKey[]> {
    return tx.query(`${OF_OWNER} FOR UPDATE`, parametersOf(owner));
  }

  /** Lets one transaction at a time make the first key of an owner, or destroy all of them. */
  async lockOwner(tx: Tx, owner: Owner): Promise<void> {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('keyring ' || $1, 0))", [ownerText(owner)]);
  }

  /** For a transaction that waits on a lock which its own caller may hold: an error after three seconds instead of waiting for ever. */
  async limitLockWait(tx: Tx): Promise<void> {
    await tx.query("SET LOCAL lock_timeout = '3s'");
  }

  async wasDestroyed(tx: Tx, owner: Owner): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      'SELECT FROM keyring.destroyed_owner WHERE owner_kind = $1 AND owner_name = $2',
      parametersOf(owner),
    );
    return rows.length > 0;
  }

  async insert(tx: Tx, owner: Owner, key: NewKey): Promise<void> {
    await tx.query(
      `INSERT INTO keyring.data_key (id, version, owner_kind, owner_name, state, wrapped, wrap_key_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [key.id, key.version, ...parametersOf(owner), key.state, key.wrapped, key.wrapKeyId],
    );
  }

  async setState(tx: Tx, owner: Owner, versions: readonly number[], state: DataKeyState): Promise<void> {
    await tx.query(
      `UPDATE keyring.data_key
          SET state = $4, state_since = now()
        WHERE owner_kind = $1 AND owner_name = $2 AND version = ANY ($3)`,
      [...parametersOf(owner), versions, state],
    );
  }

  /** For how many seconds a version has been in its state, by the clock of the database. */
  async secondsInState(tx: Tx, owner: Owner, version: number): Promise<number> {
    const rows: { seconds: number }[] = await tx.query(
      `SELECT extract(epoch FROM clock_timestamp() - state_since)::float8 AS seconds
         FROM keyring.data_key
        WHERE owner_kind = $1 AND owner_name = $2 AND version = $3`,
      [...parametersOf(owner), version],
    );
    return rows[0]?.seconds ?? 0;
  }

  /** Removes every version and remembers that the owner must not get another key. Returns how many versions there were. */
  async destroy(tx: Tx, owner: Owner): Promise<number> {
    const [, versions]: [unknown, number] = await tx.query(
      'DELETE FROM keyring.data_key WHERE owner_kind = $1 AND owner_name = $2',
      parametersOf(owner),
    );
    await tx.query(
      'INSERT INTO keyring.destroyed_owner (owner_kind, owner_name) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      parametersOf(owner),
    );
    return versions;
  }
}

function parametersOf(owner: Owner): [string, string] {
  return [owner.kind, owner.name];
}
