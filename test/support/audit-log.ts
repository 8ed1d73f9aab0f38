import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, expect, vi } from 'vitest';
import { Clock } from '../../libs/platform/clock.js';
import { Database } from '../../libs/platform/database/database.js';
import { Transactions } from '../../libs/platform/database/transactions.js';
import { Ids } from '../../libs/platform/ids.js';
import { Log } from '../../libs/platform/logging/log.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import type { Keyring } from '../../libs/platform/keyring/keyring.js';
import { DataKey } from '../../libs/sealing/keys/data-key.js';
import { open, seal, type RecordContext, type Sealed } from '../../libs/sealing/record.js';
import type { LeafFields } from '../../libs/transparency/leaf.js';
import { aDatabase, type TestDatabase } from './database.js';
import { AuditFacade } from '../../apps/api/src/audit/audit.facade.js';
import { EventRepository } from '../../apps/api/src/audit/record/event.repository.js';
import { EventWriter } from '../../apps/api/src/audit/record/event-writer.js';
import { AnchorFiles } from '../../apps/api/src/audit/engine/anchor-files.js';
import { SigningKey } from '../../apps/api/src/audit/engine/signing-key.js';
import { LogMonths } from '../../apps/api/src/audit/prune/log-months.js';
import { LogWritability } from '../../apps/api/src/audit/record/log-writability.js';
import type { LogKeeper } from '../../apps/api/src/audit/tree/log-keeper.js';
import { LossAcceptance } from '../../apps/api/src/audit/verify/loss-acceptance.js';
import { Pruning } from '../../apps/api/src/audit/prune/pruning.js';
import { PruningRepository } from '../../apps/api/src/audit/prune/pruning.repository.js';
import { Sequencer } from '../../apps/api/src/audit/tree/sequencer.js';
import { TreeRepository } from '../../apps/api/src/audit/tree/tree.repository.js';

/** Data keys made up from their owner's name: real sealing, no keyring tables. */
export function aKeyring(): Keyring {
  const sealerOf = async (owner: string) => {
    const key = DataKey.generate({ id: '01940000-0000-7000-8000-0000000000ff', version: 1, owner });
    const known = keys.get(owner) ?? key;
    keys.set(owner, known);
    return {
      seal: (place: RecordContext, text: string) => seal(known, place, text),
      openText: (place: RecordContext, sealed: Sealed) => open(known, place, sealed).toString('utf8'),
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
  readonly months: LogMonths;
  readonly writability: LogWritability;
  readonly audit: AuditFacade;
  readonly pruning: Pruning;
  readonly keyring: Keyring;
  readonly tree: TreeRepository;
  readonly keys: SigningKey;
  readonly anchors: AnchorFiles;
  readonly clock: AdjustableClock;
  readonly configDir: string;
  readonly auditLogPath: string;
  /** As after a restart: nothing in memory. */
  aSequencer(): Sequencer;
  /** Records so many events, a transaction each. */
  fill(count: number): Promise<void>;
  /** Takes up everything, and writes the newest checkpoint to the anchor, as the keeper does. */
  sign(): Promise<void>;
  /** Lets its database go. Happens by itself after the spec file. */
  close(): Promise<void>;
}

/** A clock that the spec advances. */
export class AdjustableClock extends Clock {
  private at = Date.now();

  override now(): Date {
    return new Date(this.at);
  }

  advance(milliseconds: number): void {
    this.at += milliseconds;
  }
}

/** A sequencer that does not mistake other spec files, which share the server, for writers of its own that are still at work. */
class PatientSequencer extends Sequencer {
  constructor(
    private readonly others: () => Promise<void>,
    ...parts: ConstructorParameters<typeof Sequencer>
  ) {
    super(...parts);
  }

  override async step() {
    await this.others();
    return super.step();
  }
}

/** Waits until no transaction in another database is older than our newest event: transactions are counted for the whole server. */
async function othersPast(reads: Database): Promise<void> {
  const older = `
    SELECT FROM pg_stat_activity
     WHERE datname IS DISTINCT FROM current_database()
       AND backend_xid::text::bigint <= (SELECT max(xid::text::bigint) FROM audit.event)`;
  await vi.waitFor(async () => expect(await reads.query(older)).toEqual([]), { timeout: 20_000, interval: 10 });
}

export interface TestLogOptions {
  /** One of the spec's own making; a new one unless given. */
  readonly database?: TestDatabase;
  /** Whose signing key, anchors and data keys it has: for a log that was restored. */
  readonly beside?: TestLog;
}

/** The audit room on a database of the spec's own, connected as the restricted role. Closed after the spec file. */
export async function anAuditLog(options: TestLogOptions = {}): Promise<TestLog> {
  const database = options.database ?? (await aDatabase());
  const source = await new DataSource({
    type: 'postgres',
    url: database.runtimeUrl,
    extra: { max: 40, pipeline: true },
  }).initialize();
  const close = () => (source.isInitialized ? source.destroy() : Promise.resolve());
  afterAll(close);
  const reads = new Database(source);
  const transactions = new Transactions(source, new Log('error'));
  const events = new EventRepository(reads);
  const keyring = options.beside?.keyring ?? aKeyring();
  const root = mkdtempSync(join(tmpdir(), 'chatman-audit-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const { configDir, auditLogPath } = options.beside ?? {
    configDir: join(root, 'config'),
    auditLogPath: join(root, 'data', 'audit', 'audit.log'),
  };
  const environment = { configDir, auditLogPath };
  const keeper = { wake: () => undefined } as unknown as LogKeeper;
  const clock = new AdjustableClock();
  const months = new LogMonths(events, clock, new Log('error'));
  const writability = new LogWritability(events, transactions, clock, new Log('error'));
  const writer = new EventWriter(events, keyring, new Ids(), keeper, months, writability);
  const pruning = new Pruning(new PruningRepository(), writer);
  const tree = new TreeRepository(reads);
  const keys = new SigningKey(environment);
  const anchors = new AnchorFiles(environment);
  const aSequencer = () => new PatientSequencer(() => othersPast(reads), tree, transactions, keys, anchors, clock, new Ids());
  const losses = new LossAcceptance(aSequencer(), tree, keys, anchors, writer, transactions, new Ids());
  const audit = new AuditFacade(writer, transactions, keeper, losses, events);
  const sequencer = aSequencer();
  const fill = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      await transactions.run((tx) => audit.record(tx, { actor: null, action: 'system.started', outcome: 'success' }));
    }
  };
  const sign = async () => {
    for (let step = await sequencer.step(); step.kind === 'grown'; step = await sequencer.step())
      await anchors.writeNewest(step.note);
  };
  return {
    database,
    reads,
    transactions,
    events,
    months,
    writability,
    audit,
    pruning,
    keyring,
    tree,
    keys,
    anchors,
    clock,
    ...environment,
    aSequencer,
    fill,
    sign,
    close,
  };
}

/** Every event as the tree commits to it, in the order of the tree. */
export async function leavesOf(reads: Database): Promise<(LeafFields & { leafHash: Buffer })[]> {
  return reads.query(`
    SELECT seq::text AS sequence, id, xid::text AS transaction,
           to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt",
           actor, role, request_id AS "requestId", action, object_type AS "objectType", object_id AS "objectId", outcome, reason, intent,
           encode(detail_commit, 'base64') AS "detailCommitment", audit.leaf_hash(event) AS "leafHash"
      FROM audit.event event ORDER BY xid, seq`);
}

export function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  return hash('sha256', Buffer.concat(parts.map((part) => Buffer.from(part))), 'buffer');
}

const guarded = ['event', 'leaf', 'node', 'checkpoint'];

/** Work with every right on the database, guards on. */
export function asSuperuser<T>(log: Pick<TestLog, 'database'>, work: (client: Client) => Promise<T>): Promise<T> {
  return asRole(log.database.superuserUrl, work);
}

/** As superuser, with the guards off and on again: what an attacker with every right on the database can do. */
export function tamper(log: TestLog, ...statements: readonly string[]): Promise<void> {
  return asSuperuser(log, async (client) => {
    for (const table of guarded) await client.query(`ALTER TABLE audit.${table} DISABLE TRIGGER only_grows`);
    for (const statement of statements) await client.query(statement);
    for (const table of guarded) await client.query(`ALTER TABLE audit.${table} ENABLE ALWAYS TRIGGER only_grows`);
  });
}
