import { hash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterAll } from 'vitest';
import { Database } from '../../libs/platform/database/database.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { Ids } from '../../libs/platform/ids.js';
import type { Keyring } from '../../libs/platform/keyring/keyring.js';
import { DataKey } from '../../libs/sealing/data-key.js';
import { open, seal, type Place, type Sealed } from '../../libs/sealing/record.js';
import type { LeafFields } from '../../libs/transparency/leaf.js';
import { aDatabase, type TestDatabase } from './database.js';
import { AuditFacade } from '../../apps/api/src/audit/audit.facade.js';
import { EventRepository } from '../../apps/api/src/audit/event.repository.js';
import { EventWriter } from '../../apps/api/src/audit/event-writer.js';

/** Data keys made up from their owner's name: real sealing, no keyring tables. */
export function aKeyring(): Keyring {
  const sealerOf = async (owner: string) => {
    const key = DataKey.generate({ id: '01940000-0000-7000-8000-0000000000ff', version: 1, owner });
    const known = keys.get(owner) ?? key;
    keys.set(owner, known);
    return {
      seal: (place: Place, text: string) => seal(known, place, text),
      openText: (place: Place, sealed: Sealed) => open(known, place, sealed).toString('utf8'),
    };
  };
  const keys = new Map<string, DataKey>();
  return {
    forSubject: (id: string) => sealerOf(`subject:${id}`),
    forPurpose: (name: string) => sealerOf(`purpose:${name}`),
  } as unknown as Keyring;
}

export interface TestLog {
  readonly database: TestDatabase;
  readonly reads: Database;
  readonly transactions: Transactions;
  readonly events: EventRepository;
  readonly audit: AuditFacade;
  readonly keyring: Keyring;
}

/** The audit room on a database of the spec's own, connected as the restricted role. Closed after the spec file. */
export async function anAuditLog(): Promise<TestLog> {
  const database = await aDatabase();
  const source = await new DataSource({ type: 'postgres', url: database.runtimeUrl, extra: { max: 40 } }).initialize();
  afterAll(() => source.destroy());
  const reads = new Database(source);
  const transactions = new Transactions(source);
  const events = new EventRepository(reads);
  const keyring = aKeyring();
  const audit = new AuditFacade(new EventWriter(events, keyring, new Ids()), transactions);
  return { database, reads, transactions, events, audit, keyring };
}

/** Every event as the tree commits to it, in the order of the tree. */
export async function leavesOf(reads: Database): Promise<(LeafFields & { leafHash: Buffer })[]> {
  return reads.query(`
    SELECT seq::text AS sequence, id, xid::text AS transaction,
           to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt",
           actor, role, request_id AS "requestId", action, object_type AS "objectType", object_id AS "objectId", outcome, reason, intent,
           encode(detail_commit, 'base64') AS "detailCommitment", leaf_hash AS "leafHash"
      FROM audit.event ORDER BY xid, seq`);
}

export function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  return hash('sha256', Buffer.concat(parts.map((part) => Buffer.from(part))), 'buffer');
}
