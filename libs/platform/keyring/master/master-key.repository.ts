import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { columnsOf, someColumnsOf } from '../../database/declared/entity-columns.js';
import type { Tx } from '../../database/transactions.js';
import { DataKeyRow } from '../keys/data-key.entity.js';
import { MasterKeyRow } from './master-key.entity.js';

/** A wrap key in force. */
export type StoredMasterKey = Readonly<Omit<MasterKeyRow, 'since'>>;

export interface IncomingMasterKey {
  readonly wrapKeyId: string;
  readonly bridgeId: string;
  readonly bridge: Buffer;
  readonly bridgeFrom: string;
  readonly verifier: string;
}

const wrapped = ['id', 'version', 'ownerKind', 'ownerName', 'wrapped', 'wrapKeyId'] as const;

export type WrappedRow = Readonly<Pick<DataKeyRow, (typeof wrapped)[number]>>;

const ALL = `
  SELECT ${columnsOf(MasterKeyRow, undefined, { without: ['since'] })}
    FROM keyring.master_key
   ORDER BY state DESC`;

@Injectable()
export class MasterKeyRepository {
  constructor(private readonly database: Database) {}

  /** The incoming one first, then the current one. None before the first start. */
  all(): Promise<StoredMasterKey[]> {
    return this.database.query<StoredMasterKey>(ALL);
  }

  /** Since when the current one is; null before the first start. */
  async currentSince(): Promise<Date | null> {
    const row = await this.database.one<{ since: Date }>("SELECT since FROM keyring.master_key WHERE state = 'current'");
    return row?.since ?? null;
  }

  /** The same; new keys can be wrapped meanwhile, but none of these rows goes before the transaction ends. */
  hold(tx: Tx): Promise<StoredMasterKey[]> {
    return tx.query(`${ALL} FOR KEY SHARE`);
  }

  /** The same; waits for every transaction that is wrapping a new key, and lets none begin to. */
  claim(tx: Tx): Promise<StoredMasterKey[]> {
    return tx.query(`${ALL} FOR UPDATE`);
  }

  /** Makes the first wrap key current, unless another instance was quicker. */
  async insertFirst(tx: Tx, wrapKeyId: string): Promise<void> {
    await tx.query("INSERT INTO keyring.master_key (wrap_key_id, state) VALUES ($1, 'current') ON CONFLICT DO NOTHING", [
      wrapKeyId,
    ]);
  }

  async insertIncoming(tx: Tx, key: IncomingMasterKey): Promise<void> {
    await tx.query(
      `INSERT INTO keyring.master_key (wrap_key_id, state, bridge_id, bridge, bridge_from, verifier)
       VALUES ($1, 'incoming', $2, $3, $4, $5)`,
      [key.wrapKeyId, key.bridgeId, key.bridge, key.bridgeFrom, key.verifier],
    );
  }

  /** The next data keys, in the order of the table, that are not wrapped under `wrapKeyId`; locked against other re-wrappers. */
  claimNotUnder(tx: Tx, wrapKeyId: string, after: { id: string; version: number }, limit: number): Promise<WrappedRow[]> {
    return tx.query(
      `SELECT ${someColumnsOf(DataKeyRow, wrapped)}
         FROM keyring.data_key
        WHERE wrap_key_id <> $1 AND (id, version) > ($2, $3)
        ORDER BY id, version
        LIMIT $4
          FOR NO KEY UPDATE`,
      [wrapKeyId, after.id, after.version, limit],
    );
  }

  async rewrap(tx: Tx, wrapKeyId: string, keys: readonly { id: string; version: number; wrapped: Buffer }[]): Promise<void> {
    await tx.query(
      `UPDATE keyring.data_key AS key
          SET wrapped = fresh.wrapped, wrap_key_id = $1
         FROM unnest($2::uuid[], $3::int[], $4::bytea[]) AS fresh (id, version, wrapped)
        WHERE key.id = fresh.id AND key.version = fresh.version`,
      [wrapKeyId, keys.map(({ id }) => id), keys.map(({ version }) => version), keys.map(({ wrapped }) => wrapped)],
    );
  }

  async countNotUnder(wrapKeyId: string): Promise<{ readonly total: number; readonly remaining: number }> {
    const [counts] = await this.database.query<{ total: number; remaining: number }>(
      `SELECT count(*)::int AS total, (count(*) FILTER (WHERE wrap_key_id <> $1))::int AS remaining
         FROM keyring.data_key`,
      [wrapKeyId],
    );
    return counts ?? { total: 0, remaining: 0 };
  }

  /** Lets the old wrap key go and makes the incoming one current. Refused by the database while a data key is under the old one. */
  async promoteIncoming(tx: Tx): Promise<void> {
    await tx.query("DELETE FROM keyring.master_key WHERE state = 'current'");
    await tx.query("UPDATE keyring.master_key SET state = 'current', since = now() WHERE state = 'incoming'");
  }

  /** From now on the old password opens nothing. Does nothing until the switch is `seconds` old. */
  async dropBridge(tx: Tx, seconds: number): Promise<void> {
    await tx.query(
      `UPDATE keyring.master_key
          SET bridge_id = NULL, bridge = NULL, bridge_from = NULL, verifier = NULL
        WHERE state = 'current' AND bridge IS NOT NULL AND since < now() - make_interval(secs => $1)`,
      [seconds],
    );
  }
}
