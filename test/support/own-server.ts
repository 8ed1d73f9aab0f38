import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { migrate } from '../../libs/platform/database/migrator/migrator.js';
import { databaseUrl, type Login } from '../../libs/platform/postgres/database-url.js';
import { EmbeddedPostgres } from '../../libs/platform/postgres/embedded/embedded-postgres.js';
import { parsePostmasterFile } from '../../libs/platform/postgres/embedded/postmaster-file.rules.js';
import { provideOwner, provideRuntimeLogin } from '../../libs/platform/postgres/roles/roles.js';
import { rowsBy, type TestDatabase } from './database.js';

const name = 'chatman';
const superuser = { role: 'chatman_superuser', password: 'superuser-of-a-test' };
const owner = { role: 'chatman_owner', password: 'owner-of-a-test' };
const runtime = { role: 'chatman_app', password: 'runtime-of-a-test' };

/** A database server for one spec alone, which it may stop and start: the same address, the same data. */
export class OwnServer {
  private server: EmbeddedPostgres | null = null;

  private constructor(private readonly directory: string) {}

  /** Starts it, with a migrated database. */
  static async start(): Promise<OwnServer> {
    const own = new OwnServer(mkdtempSync(join(tmpdir(), 'chatman-own-')));
    await own.start();
    await provideOwner(own.url(superuser, 'postgres'), owner, name);
    await migrate({ ownerUrl: own.url(owner), directory: resolve('migrations') });
    await provideRuntimeLogin(own.url(owner), runtime);
    return own;
  }

  get database(): TestDatabase {
    const ownerUrl = this.url(owner);
    return {
      name,
      ownerUrl,
      runtimeUrl: this.url(runtime),
      superuserUrl: this.url(superuser),
      rows: rowsBy(ownerUrl),
      drop: () => Promise.resolve(),
    };
  }

  get pid(): number {
    const file = readFileSync(join(this.directory, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
    return parsePostmasterFile(file)!.pid;
  }

  async start(): Promise<void> {
    this.server = await EmbeddedPostgres.start({
      home: join(this.directory, 'postgres'),
      password: superuser.password,
      isDurable: false,
      settings: { shared_buffers: '32MB' },
    });
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private url(login: Login, database = name): string {
    return databaseUrl(this.server!.address, login, database);
  }
}
