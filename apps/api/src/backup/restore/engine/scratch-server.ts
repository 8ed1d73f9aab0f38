import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lockCluster } from '#platform/postgres/embedded/cluster-lock.js';
import { databaseUrl, type Login } from '#platform/postgres/database-url.js';
import { clearEarlierServer } from '#platform/postgres/embedded/earlier-server.js';
import { EmbeddedPostgres } from '#platform/postgres/embedded/embedded-postgres.js';
import { postgresBinaries } from '#platform/postgres/embedded/postgres-binaries.js';
import { PostgresRefused, PostgresUnavailable } from '#platform/postgres/postgres.errors.js';
import { provideOwner } from '#platform/postgres/roles/roles.js';

const database = 'restored';

/** What is restored here is read once: little memory, few connections, and nothing has to outlive a power failure. */
const small = { shared_buffers: '32MB', max_connections: '12', max_wal_size: '256MB', autovacuum: 'off' };

/** In a container the host's name is that of the container. */
const ownPrefix = `${hostname().replaceAll(/[^A-Za-z0-9-]/g, '-')}.`;
/** How long what another machine put there is left alone: no test restore takes longer. */
const strangersMs = 24 * 60 * 60 * 1000;

/** A PostgreSQL server that exists for one test restore, in a directory of its own; nothing of it stays. */
export class ScratchServer {
  private constructor(
    private readonly home: string,
    private readonly server: EmbeddedPostgres,
    /** Of an empty database, as a role that may there what the owner may in the real one. */
    readonly ownerUrl: string,
  ) {}

  /**
   * Starts one in `place`, where what killed ones left behind is removed first.
   * @throws PostgresRefused where none can run.
   */
  static async start(place: string, id: string): Promise<ScratchServer> {
    await clearScratch(place);
    const home = scratchHome(place, id);
    const [password, ownersPassword] = [randomBytes(24).toString('base64url'), randomBytes(24).toString('base64url')];
    try {
      const server = await EmbeddedPostgres.start({ home, password, isDurable: false, settings: small });
      const owner: Login = { role: 'chatman_owner', password: ownersPassword };
      const asSuperuser = databaseUrl(server.address, { role: server.superuser, password }, 'postgres');
      try {
        await provideOwner(asSuperuser, owner, database);
      } catch (cause) {
        await server.stop();
        throw cause;
      }
      return new ScratchServer(home, server, databaseUrl(server.address, owner, database));
    } catch (cause) {
      rmSync(home, { recursive: true, force: true });
      throw cause;
    }
  }

  /** Whether it still runs or is already on its way out, everything of it is gone afterwards. */
  async remove(): Promise<void> {
    await this.server.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Whether the embedded server is installed here. Whether the system lets it start, only a start shows. */
export function canRunScratchServer(): boolean {
  try {
    postgresBinaries();
    return true;
  } catch (cause) {
    if (cause instanceof PostgresRefused) return false;
    throw cause;
  }
}

/** Where the scratch server of a backup lives. Machines that share a data directory do not see each other's processes, so each has its own. */
export function scratchHome(place: string, id: string): string {
  return join(place, ownPrefix + id);
}

/**
 * Removes what killed test restores left behind, those of another machine after a day; returns whether one is alive on this machine.
 */
export async function clearScratch(place: string): Promise<boolean> {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  let isOneAlive = false;
  for (const name of readdirSync(place)) {
    const home = join(realpathSync(place), name);
    const isOwn = name.startsWith(ownPrefix);
    if (isOwn ? await isAlive(home) : isYoung(home)) isOneAlive ||= isOwn;
    else rmSync(home, { recursive: true, force: true });
  }
  return isOneAlive;
}

function isYoung(home: string): boolean {
  const found = statSync(home, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < strangersMs;
}

/** Stops the server of a dead holder; one whose holder lives is left alone. */
async function isAlive(home: string): Promise<boolean> {
  try {
    const unlock = lockCluster(join(home, 'lock'));
    await clearEarlierServer(join(home, 'cluster'));
    unlock();
    return false;
  } catch (cause) {
    if (cause instanceof PostgresUnavailable) return true;
    // A file, which is not ours, or one that ended this moment.
    if (['ENOTDIR', 'ENOENT'].includes((cause as NodeJS.ErrnoException).code ?? '')) return false;
    throw cause;
  }
}
