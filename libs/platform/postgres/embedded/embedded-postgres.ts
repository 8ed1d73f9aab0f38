import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clearEarlierServer } from './earlier-server.js';
import { lockCluster } from './cluster-lock.js';
import { preparedCluster, replacePassword, superuser } from './cluster-directory.js';
import { freeLoopbackPort } from './free-port.js';
import { handOver, launchPrefix } from './launch-prefix.js';
import { lineByLine } from './lines.js';
import { postgresBinaries } from './postgres-binaries.js';
import { PostgresUnavailable } from '../postgres.errors.js';
import { eventually } from './process-table.js';
import { serverEnvironment } from '../server/server-environment.js';
import { serverSettings, type Settings } from '../server/server-settings.rules.js';
import { isReady } from './server-readiness.js';
import { clearSocketDirectory, socketDirectory } from './socket-directory.js';

export interface EmbeddedPostgresOptions {
  /** Directory that holds the cluster and its lock; made with mode 700 when absent. */
  readonly home: string;
  /** Password of the superuser; only used when the cluster is made, or with `replacesPassword`. */
  readonly password: string;
  /** Whether an existing cluster gets this password: its own was lost. Default `false`. */
  readonly replacesPassword?: boolean;
  /** `false` for data that may be lost with the power: much faster, for tests. Default `true`. */
  readonly isDurable?: boolean;
  /** Server settings beyond the built-in ones. */
  readonly settings?: Settings;
  /** Receives each line that the server logs. */
  readonly log?: (line: string) => void;
}

/** Where a server listens: `host` is a directory when it listens on a Unix socket. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

export interface ServerEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const patience = { startMs: 300_000, fastStopMs: 30_000 };

/** A PostgreSQL server of our own: Unix socket only (Windows: loopback TCP), password always required, superuser `chatman_superuser`. */
export class EmbeddedPostgres {
  private constructor(
    readonly address: ServerAddress,
    readonly superuser: string,
    private readonly server: ChildProcess,
    /** Settles when the server has ended, for any reason. */
    readonly ended: Promise<ServerEnd>,
    private readonly unlock: () => void,
  ) {}

  /**
   * Makes the cluster if need be, clears away what a killed run left, and starts the server.
   * @returns once it accepts connections.
   * @throws PostgresUnavailable with the reason and the way out.
   */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    mkdirSync(options.home, { recursive: true, mode: 0o700 }); // one that was there keeps its mode; the cluster in it is closed anyway
    const home = realpathSync(options.home);
    const unlock = lockCluster(join(home, 'lock'));
    try {
      return await EmbeddedPostgres.startLocked(home, options, unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  }

  private static async startLocked(
    home: string,
    options: EmbeddedPostgresOptions,
    unlock: () => void,
  ): Promise<EmbeddedPostgres> {
    const isDurable = options.isDurable ?? true;
    const binaries = postgresBinaries();
    const prefix = launchPrefix();
    const making = { binaries, prefix, password: options.password, isDurable };
    const cluster = preparedCluster(home, making);
    await clearEarlierServer(cluster);
    if (options.replacesPassword) replacePassword(cluster, making);

    const address = await freeAddress(cluster, prefix.owner);
    if (prefix.owner !== null) [cluster, address.host].forEach((path) => handOver(path, prefix.owner!));
    const settings = serverSettings({ ...address, isDurable, extra: options.settings ?? {} });
    const [program, ...words] = [...prefix.words, binaries.postgres, '-D', cluster, ...settings];
    // Detached, so that Ctrl-C in the terminal does not reach the server before those who use it are done.
    const server = spawn(program!, words, { detached: true, env: serverEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
    const lastLines: string[] = [];
    lineByLine(server.stderr!, (line) => {
      if (lastLines.push(line) > 5) lastLines.shift();
      options.log?.(line);
    });
    const ended = endOf(server);
    await readiness(cluster, server, lastLines);
    return new EmbeddedPostgres(address, superuser, server, ended, unlock);
  }

  get pid(): number {
    return this.server.pid!;
  }

  /** Ends open transactions, writes everything down and stops; waits until the server is gone. */
  async stop(): Promise<void> {
    this.server.kill('SIGINT');
    const overdue = setTimeout(() => this.server.kill('SIGQUIT'), patience.fastStopMs);
    await this.ended;
    clearTimeout(overdue);
    if (this.address.host.startsWith('/')) rmSync(this.address.host, { recursive: true, force: true });
    this.unlock();
  }
}

async function freeAddress(cluster: string, owner: number | null): Promise<ServerAddress> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freeLoopbackPort() };
  const host = socketDirectory(cluster, owner);
  clearSocketDirectory(host);
  return { host, port: 5432 };
}

function endOf(server: ChildProcess): Promise<ServerEnd> {
  return new Promise((resolve) => {
    server.once('exit', (code, signal) => resolve({ code, signal }));
    server.once('error', () => resolve({ code: null, signal: null }));
  });
}

async function readiness(cluster: string, server: ChildProcess, lastLines: readonly string[]): Promise<void> {
  const hasEnded = (): boolean => server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
  const settled = await eventually(() => hasEnded() || isReady(cluster, server.pid!), patience.startMs);
  if (settled && !hasEnded()) return;
  server.kill('SIGQUIT');
  throw new PostgresUnavailable(
    `The database in ${cluster} didn’t start. PostgreSQL says:\n${lastLines.join('\n') || '(nothing)'}`,
  );
}
