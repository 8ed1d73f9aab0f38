import { createWriteStream, createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { DetailCheck } from '../../apps/api/src/audit/detail-check.js';
import { DetailRepository } from '../../apps/api/src/audit/detail.repository.js';
import { AnchorFiles } from '../../apps/api/src/audit/engine/anchor-files.js';
import { SigningKey } from '../../apps/api/src/audit/engine/signing-key.js';
import { EventRepository } from '../../apps/api/src/audit/event.repository.js';
import { EventWriter } from '../../apps/api/src/audit/event-writer.js';
import { ExplorerRepository } from '../../apps/api/src/audit/explorer.repository.js';
import { LogExport } from '../../apps/api/src/audit/log-export.js';
import type { LogKeeper } from '../../apps/api/src/audit/log-keeper.js';
import { LogProofs } from '../../apps/api/src/audit/log-proofs.js';
import { LogReaderRepository } from '../../apps/api/src/audit/log-reader.repository.js';
import { LogVerifier } from '../../apps/api/src/audit/log-verifier.js';
import { Sequencer } from '../../apps/api/src/audit/sequencer.js';
import { TreeRepository } from '../../apps/api/src/audit/tree.repository.js';
import { Clock } from '#platform/clock.js';
import { Database } from '#platform/database/database.js';
import { migrate } from '#platform/database/migrator.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Log } from '#platform/logging/log.js';
import { Ids, uuidv7 } from '#platform/ids.js';
import type { Keyring } from '#platform/keyring/keyring.js';
import { databaseUrl } from '#platform/postgres/database-url.js';
import { EmbeddedPostgres } from '#platform/postgres/embedded-postgres.js';
import { asRole, provideOwner, provideRuntimeLogin } from '#platform/postgres/roles.js';
import { verifyExport } from '#transparency/export-verifier.js';

/**
 * What the audit log costs and how fast it is checked. Durable commits a second: a row alone, a row with its audit event, and a row with
 * a hash chain kept in the same transaction, which is what most audit logs do. Then a long log: signed, verified, exported, searched.
 */
export default async function audit(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: '4' },
      writers: { type: 'string', default: '1,8,32' },
    },
  });
  const bench = await Bench.start();
  try {
    const commits: object[] = [];
    for (const writers of values.writers.split(',').map(Number))
      commits.push(await bench.commits(writers, Number(values.seconds)));
    const long = await bench.longLog(Number(values.events));
    console.log(JSON.stringify({ commits, long }, null, 2));
  } finally {
    await bench.stop();
  }
}

const OWNER = { role: 'chatman_owner', password: 'owner' };
const RUNTIME = { role: 'chatman_app', password: 'runtime' };
const DATABASE = 'chatman';

class Bench {
  private readonly reads: Database;
  private readonly transactions: Transactions;
  private readonly writer: EventWriter;
  private readonly sequencer: Sequencer;
  private readonly verifier: LogVerifier;
  private readonly proofs: LogProofs;
  private readonly explorer: ExplorerRepository;
  private readonly exporter: LogExport;
  private readonly keys: SigningKey;

  private constructor(
    private readonly home: string,
    private readonly server: EmbeddedPostgres,
    private readonly source: DataSource,
    private readonly ownerUrl: string,
  ) {
    const environment = { configDir: join(home, 'config'), auditLogPath: join(home, 'data', 'audit', 'audit.log') };
    const nobody = { wake: () => undefined } as unknown as LogKeeper;
    const keyring = {} as Keyring; // no event of this measurement has a detail
    const [clock, ids] = [new Clock(), new Ids()];
    this.reads = new Database(source);
    this.transactions = new Transactions(source, new Log('error'));
    this.keys = new SigningKey(environment);
    const anchors = new AnchorFiles(environment);
    const tree = new TreeRepository(this.reads);
    const reader = new LogReaderRepository(this.reads);
    const details = new DetailCheck(new DetailRepository(this.reads), keyring);
    this.explorer = new ExplorerRepository(this.reads);
    this.proofs = new LogProofs(tree, this.explorer, this.keys);
    this.writer = new EventWriter(new EventRepository(this.reads), keyring, ids, nobody);
    this.sequencer = new Sequencer(tree, this.transactions, this.keys, anchors, clock, ids);
    this.verifier = new LogVerifier(reader, tree, this.keys, anchors, details);
    this.exporter = new LogExport(this.explorer, reader, this.proofs, new DetailRepository(this.reads), details, clock);
  }

  static async start(): Promise<Bench> {
    const home = mkdtempSync(join(tmpdir(), 'chatman-bench-'));
    const server = await EmbeddedPostgres.start({ home: join(home, 'postgres'), password: 'superuser' });
    const url = (login: { role: string; password: string }, database: string): string =>
      databaseUrl(server.address, login, database);
    await provideOwner(url({ role: server.superuser, password: 'superuser' }, 'postgres'), OWNER, DATABASE);
    await migrate({ ownerUrl: url(OWNER, DATABASE), directory: resolve('migrations') });
    await provideRuntimeLogin(url(OWNER, DATABASE), RUNTIME);
    await asRole(url(OWNER, DATABASE), (client) =>
      client.query(`
        CREATE SCHEMA bench;
        CREATE TABLE bench.change (id uuid PRIMARY KEY, actor uuid NOT NULL, value text NOT NULL);
        CREATE TABLE bench.chain (seq bigserial PRIMARY KEY, id uuid NOT NULL, actor uuid NOT NULL, action text NOT NULL, previous bytea NOT NULL, hash bytea NOT NULL);
        CREATE TABLE bench.head (one int PRIMARY KEY, hash bytea NOT NULL);
        INSERT INTO bench.head VALUES (1, sha256(''));
        GRANT USAGE ON SCHEMA bench TO chatman_runtime;
        GRANT ALL ON ALL TABLES IN SCHEMA bench TO chatman_runtime;
        GRANT ALL ON ALL SEQUENCES IN SCHEMA bench TO chatman_runtime`),
    );
    const source = await new DataSource({ type: 'postgres', url: url(RUNTIME, DATABASE), extra: { max: 40 } }).initialize();
    return new Bench(home, server, source, url(OWNER, DATABASE));
  }

  async stop(): Promise<void> {
    await this.source.destroy();
    await this.server.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Commits a second, each kind twice and interleaved, so that a disk that is slow for a while is slow for all. */
  async commits(writers: number, seconds: number): Promise<object> {
    const kinds = { plain: this.plain, audited: this.audited, chained: this.chained };
    const rates: Record<string, number[]> = { plain: [], audited: [], chained: [] };
    for (let round = 0; round < 2; round += 1) {
      for (const [kind, work] of Object.entries(kinds))
        rates[kind]!.push(await this.rate(work, writers, seconds, kind === 'audited'));
    }
    const [plain, audited, chained] = ['plain', 'audited', 'chained'].map((kind) =>
      Math.round((rates[kind]![0]! + rates[kind]![1]!) / 2),
    );
    process.stderr.write(`${writers} writers: plain ${plain}, audited ${audited}, chained ${chained} commits/s\n`);
    return { writers, plain, audited, chained, auditedToPlain: audited! / plain!, auditedToChained: audited! / chained! };
  }

  async longLog(events: number): Promise<object> {
    await this.fill(events);
    const sequencing = await timed(async () => {
      while ((await this.sequencer.step()).kind === 'grown');
    });
    process.stderr.write(`signed ${events} in ${Math.round(sequencing)} ms\n`);
    await asRole(this.ownerUrl, (client) => client.query('VACUUM ANALYZE audit.event, audit.leaf'));

    const before = memory();
    let peak = before;
    let size = 0;
    const verifying = await timed(async () => {
      const verdict = await this.verifier.verify({ onProgress: () => (peak = Math.max(peak, memory())) });
      if (!verdict.valid) throw new Error(`the log is not sound: ${JSON.stringify(verdict.firstBad)}`);
      size = verdict.size;
    });
    process.stderr.write(`verified ${size} in ${Math.round(verifying)} ms\n`);

    const file = join(this.home, 'export.jsonl');
    const exporting = await timed(() =>
      pipeline(Readable.from(this.exporter.lines({ format: 'jsonl', details: false, filters: {} })), createWriteStream(file)),
    );
    const keys = await this.keys.trusted();
    const beforeOffline = memory();
    let offlinePeak = beforeOffline;
    const offline = await timed(async () => {
      const verdict = await verifyExport(createReadStream(file), {
        keys,
        onProgress: () => (offlinePeak = Math.max(offlinePeak, memory())),
      });
      if (!verdict.valid) throw new Error(`the export is not sound: ${JSON.stringify(verdict.firstBad)}`);
    });

    const ids = await this.reads.query<{ id: string; actor: string; object_id: string }>(
      `SELECT id, actor, object_id FROM audit.event event JOIN audit.leaf leaf USING (seq) WHERE leaf.index % ${Math.max(1, Math.floor(size / 300))} = 7 LIMIT 300`,
    );
    const pages = {
      newest: await latency(ids, () => this.explorer.newest({}, null, 51)),
      byActor: await latency(ids, ({ actor }) => this.explorer.newest({ actor }, null, 51)),
      byObject: await latency(ids, ({ object_id: object }) => this.explorer.newest({ object }, null, 51)),
      byAction: await latency(ids, () => this.explorer.newest({ action: 'session' }, null, 51)),
      refused: await latency(ids, () => this.explorer.newest({ outcome: 'denied' }, null, 51)),
    };
    const [{ bytes } = { bytes: '0' }] = await this.reads.query<{ bytes: string }>(
      `SELECT sum(pg_total_relation_size(c.oid)) AS bytes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'audit' AND c.relkind = 'r'`,
    );
    return {
      events: size,
      bytesPerEvent: Math.round(Number(bytes) / size),
      signedPerSecond: perSecond(events, sequencing),
      verifiedPerSecond: perSecond(size, verifying),
      verifyMemoryGrowthMiB: mebibytes(peak - before),
      exportedPerSecond: perSecond(size, exporting),
      exportMiB: mebibytes(statSync(file).size),
      verifiedOfflinePerSecond: perSecond(size, offline),
      offlineMemoryGrowthMiB: mebibytes(offlinePeak - beforeOffline),
      proofMs: await latency(ids, ({ id }) => this.proofs.ofEvent(id)),
      consistencyMs: await latency(ids, (_, at) => this.proofs.consistency(1 + at, size - at)),
      pagesMs: pages,
    };
  }

  private readonly plain = (tx: Tx, actor: string): Promise<unknown> =>
    tx.query('INSERT INTO bench.change (id, actor, value) VALUES ($1, $2, $3)', [
      uuidv7(Date.now()),
      actor,
      'a value of some length',
    ]);

  private readonly audited = async (tx: Tx, actor: string): Promise<unknown> => {
    await this.plain(tx, actor);
    return this.writer.record(tx, {
      actor: { id: actor, role: 'admin' },
      action: 'settings.changed',
      outcome: 'success',
      requestId: actor,
      object: { type: 'settings', id: 'model.name' },
    });
  };

  /** The usual way: the newest hash is locked, so that each writer waits for the one before it to be on disk. */
  private readonly chained = async (tx: Tx, actor: string): Promise<unknown> => {
    await this.plain(tx, actor);
    return tx.query(
      `WITH head AS (SELECT hash FROM bench.head WHERE one = 1 FOR UPDATE),
            link AS (INSERT INTO bench.chain (id, actor, action, previous, hash)
                     SELECT $1, $2, $3, hash, sha256(hash || convert_to($3, 'UTF8') || uuid_send($1)) FROM head RETURNING hash)
       UPDATE bench.head SET hash = (SELECT hash FROM link) WHERE one = 1`,
      [uuidv7(Date.now()), actor, 'settings.changed'],
    );
  };

  private async rate(
    work: (tx: Tx, actor: string) => Promise<unknown>,
    writers: number,
    seconds: number,
    signs: boolean,
  ): Promise<number> {
    let commits = 0;
    const end = performance.now() + seconds * 1000;
    const write = async (): Promise<void> => {
      const actor = uuidv7(Date.now());
      while (performance.now() < end) {
        await this.transactions.run((tx) => work(tx, actor));
        commits += 1;
      }
    };
    // The sequencer works beside the writers, as it does in the product.
    const sign = async (): Promise<void> => {
      while (performance.now() < end) {
        await this.sequencer.step();
        await new Promise((resume) => setTimeout(resume, 250));
      }
    };
    await Promise.all([...Array.from({ length: writers }, write), signs ? sign() : undefined]);
    return commits / seconds;
  }

  private async fill(events: number): Promise<void> {
    for (let done = 0; done < events; done += 5_000) {
      await this.reads.query(
        `INSERT INTO audit.event (id, actor, role, request_id, action, object_type, object_id, outcome)
         SELECT uuidv7(), md5((n % 500)::text)::uuid, 'external_client', gen_random_uuid(),
                (ARRAY['conversation.started', 'message.sent', 'knowledge.searched', 'session.started', 'generation.finished'])[1 + n % 5],
                'conversation', md5((n % 20000)::text)::uuid::text, CASE WHEN n % 97 = 0 THEN 'denied' ELSE 'success' END
           FROM generate_series($1::int, $2::int) AS n`,
        [done, Math.min(events, done + 5_000) - 1],
      );
    }
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function latency<Of>(items: readonly Of[], work: (item: Of, at: number) => Promise<unknown>): Promise<object> {
  const times: number[] = [];
  for (const [at, item] of items.entries()) times.push(await timed(() => work(item, at)));
  times.sort((one, other) => one - other);
  const at = (share: number): number =>
    Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]! * 100) / 100;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function memory(): number {
  return process.memoryUsage().rss;
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

function perSecond(count: number, milliseconds: number): number {
  return Math.round((count / milliseconds) * 1000);
}
