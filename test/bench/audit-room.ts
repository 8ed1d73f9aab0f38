import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { DetailCheck } from '../../apps/api/src/audit/verify/detail-check.js';
import { DetailRepository } from '../../apps/api/src/audit/record/detail.repository.js';
import { AnchorFiles } from '../../apps/api/src/audit/engine/anchor-files.js';
import { SigningKey } from '../../apps/api/src/audit/engine/signing-key.js';
import { EventRepository } from '../../apps/api/src/audit/record/event.repository.js';
import { EventWriter } from '../../apps/api/src/audit/record/event-writer.js';
import { ExplorerRepository } from '../../apps/api/src/audit/explore/explorer.repository.js';
import { LogExport } from '../../apps/api/src/audit/explore/log-export.js';
import { LogWritability } from '../../apps/api/src/audit/record/log-writability.js';
import { LogMonths } from '../../apps/api/src/audit/prune/log-months.js';
import type { LogKeeper } from '../../apps/api/src/audit/tree/log-keeper.js';
import { LogProofs } from '../../apps/api/src/audit/tree/log-proofs.js';
import { LogReaderRepository } from '../../apps/api/src/audit/verify/log-reader.repository.js';
import { LogVerifier } from '../../apps/api/src/audit/verify/log-verifier.js';
import { Sequencer } from '../../apps/api/src/audit/tree/sequencer.js';
import { TreeRepository } from '../../apps/api/src/audit/tree/tree.repository.js';
import { Clock } from '#platform/clock.js';
import { Database } from '#platform/database/database.js';
import { migrate } from '#platform/database/migrator/migrator.js';
import { Transactions } from '#platform/database/transactions.js';
import { Log } from '#platform/logging/log.js';
import { Ids } from '#platform/ids.js';
import type { Keyring } from '#platform/keyring/keyring.js';
import { databaseUrl } from '#platform/postgres/database-url.js';
import { EmbeddedPostgres } from '#platform/postgres/embedded/embedded-postgres.js';
import { asRole, provideOwner, provideRuntimeLogin } from '#platform/postgres/roles/roles.js';

const OWNER = { role: 'chatman_owner', password: 'owner' };
const RUNTIME = { role: 'chatman_app', password: 'runtime' };
const DATABASE = 'chatman';

/** The audit room as it runs in the product, on a server of its own that keeps every promise about its disk. */
export class AuditRoom {
  readonly reads: Database;
  readonly transactions: Transactions;
  readonly writer: EventWriter;
  readonly sequencer: Sequencer;
  readonly verifier: LogVerifier;
  readonly proofs: LogProofs;
  readonly explorer: ExplorerRepository;
  readonly exporter: LogExport;
  readonly keys: SigningKey;

  private constructor(
    readonly home: string,
    private readonly isKept: boolean,
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
    const events = new EventRepository(this.reads);
    const silent = new Log('error');
    const writability = new LogWritability(events, this.transactions, clock, silent);
    this.writer = new EventWriter(events, keyring, ids, nobody, new LogMonths(events, clock, silent), writability);
    this.sequencer = new Sequencer(tree, this.transactions, this.keys, anchors, clock, ids);
    this.verifier = new LogVerifier(reader, tree, this.keys, anchors, details);
    this.exporter = new LogExport(this.explorer, reader, this.proofs, new DetailRepository(this.reads), details, clock);
  }

  /**
   * @param settings of the server, such as a flush that takes longer
   * @param place a directory that is kept for the next run, with the log that is in it
   */
  static async open(settings: Readonly<Record<string, string>>, place?: string): Promise<AuditRoom> {
    const home = place ?? mkdtempSync(join(tmpdir(), 'chatman-bench-'));
    mkdirSync(home, { recursive: true });
    const isNew = !existsSync(join(home, 'postgres'));
    const server = await EmbeddedPostgres.start({ home: join(home, 'postgres'), password: 'superuser', settings });
    const url = (login: { role: string; password: string }, database: string): string =>
      databaseUrl(server.address, login, database);
    if (isNew) await provideOwner(url({ role: server.superuser, password: 'superuser' }, 'postgres'), OWNER, DATABASE);
    await migrate({ ownerUrl: url(OWNER, DATABASE), directory: resolve('migrations') });
    await provideRuntimeLogin(url(OWNER, DATABASE), RUNTIME);
    const source = await new DataSource({
      type: 'postgres',
      url: url(RUNTIME, DATABASE),
      extra: { max: 40, pipeline: true },
    }).initialize();
    return new AuditRoom(home, place !== undefined, server, source, url(OWNER, DATABASE));
  }

  async asOwner(sql: string): Promise<void> {
    await asRole(this.ownerUrl, (client) => client.query(sql));
  }

  async close(): Promise<void> {
    await this.source.destroy();
    await this.server.stop();
    if (!this.isKept) rmSync(this.home, { recursive: true, force: true });
  }
}
