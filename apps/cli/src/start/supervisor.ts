import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#platform/logging/log.js';
import type { EmbeddedPostgres } from '#platform/postgres/embedded/embedded-postgres.js';
import { startServer } from '../database-access.js';
import type { Installation } from '../installation/installation.js';
import type { Maintenance } from '../maintenance/maintenance.js';
import { ApiProcess, type ApiEnd } from './api-process.js';
import { endedForWantOfDatabase, failuresInARow, waitBeforeNext } from './backoff.rules.js';
import { Presence } from './presence.js';

export interface SupervisorOptions {
  readonly installation: Installation;
  /** The embedded server, already running, or null when the database is managed elsewhere. */
  readonly server: EmbeddedPostgres | null;
  /** What the API finds in its environment. */
  readonly variables: NodeJS.ProcessEnv;
  /** Milliseconds that the API gives to answers that are being written when it is stopped. */
  readonly drainMs: number;
  readonly log: Log;
  /** What closes Chat Man for a while. */
  readonly maintenance: Maintenance;
}

/** Keeps the database and the API running, each on its own: when one dies it comes back, until it fails too often in a row. */
export class Supervisor {
  private readonly stopping = new AbortController();
  private readonly database = new Presence();
  private server: EmbeddedPostgres | null;
  private api: ApiProcess | null = null;
  private serverKept: Promise<unknown> = Promise.resolve();
  private stopped: Promise<void> | null = null;

  constructor(private readonly options: SupervisorOptions) {
    this.server = options.server;
  }

  /** Runs until `stop` is called or one of the two cannot be kept running. Returns the exit code. */
  async run(): Promise<number> {
    const serverKept = this.keepServer();
    this.serverKept = serverKept;
    const code = await Promise.race([this.keepApi(), serverKept]);
    await this.stop();
    return code;
  }

  /** The API first, so that what it is doing can still be written down; then the database. */
  stop(): Promise<void> {
    return (this.stopped ??= this.stopBoth());
  }

  private async stopBoth(): Promise<void> {
    this.stopping.abort();
    await this.api?.stop();
    await this.server?.stop();
    if (this.server !== null) await this.serverKept; // it may be in the middle of a restart
  }

  private async keepApi(): Promise<number> {
    const { installation, variables, drainMs, log, maintenance } = this.options;
    const stopped = this.stopping.signal;
    const main = join(installation.root, 'dist', 'apps', 'api', 'src', 'main.js');
    let hasBeenReady = false;
    await maintenance.perform({ isNew: false, stopped });
    for (let failures = 0; ;) {
      await this.database.whenThere();
      if (this.stopping.signal.aborted) return 0;
      const outagesAtStart = this.database.outages;
      this.api = ApiProcess.start({ main, variables, cwd: installation.root, drainMs });
      const end = await this.endOf(this.api);
      if (this.stopping.signal.aborted) return 0;
      if (await maintenance.isDue()) {
        log.info('closed for a restore');
        await maintenance.perform({ isNew: true, stopped });
        continue;
      }
      hasBeenReady ||= end.readyForMs !== null;
      const { code, signal } = end;
      const { outages: outagesAtEnd, isAway: isDatabaseAway } = this.database;
      if (endedForWantOfDatabase({ hasBeenReady: end.readyForMs !== null, outagesAtStart, outagesAtEnd, isDatabaseAway })) {
        log.error('api ended because the database went away', { code, signal });
        continue;
      }
      failures = failuresInARow(failures, end.readyForMs ?? 0);
      log.error('api ended unexpectedly', { code, signal, failuresInARow: failures });
      if (!hasBeenReady || !(await this.pause(failures))) return exitCodeOf(end);
    }
  }

  /** It ends by itself, or is stopped for a restore. */
  private async endOf(api: ApiProcess): Promise<ApiEnd> {
    const over = new AbortController();
    const due = this.options.maintenance.due(over.signal);
    void due.then(() => (over.signal.aborted ? undefined : api.stop()));
    const end = await api.ended;
    over.abort();
    await due;
    return end;
  }

  private async keepServer(): Promise<number> {
    const { installation, log } = this.options;
    if (this.server === null) return new Promise<never>(() => undefined); // nothing to keep, nothing to report
    for (let failures = 0; ;) {
      const readyAt = performance.now();
      const { code, signal } = await this.server.ended;
      if (this.stopping.signal.aborted) return 0;
      this.database.left();
      failures = failuresInARow(failures, performance.now() - readyAt);
      log.error('database ended unexpectedly', { code, signal, failuresInARow: failures });
      await this.server.stop();
      for (;;) {
        if (!(await this.pause(failures))) return this.stopping.signal.aborted ? 0 : 1;
        if (await this.restartServer(installation)) break;
        failures = failuresInARow(failures, 0);
      }
      this.database.cameBack();
      if (this.stopping.signal.aborted) return this.server.stop().then(() => 0);
    }
  }

  private async restartServer(installation: Installation): Promise<boolean> {
    const before = this.server!.address;
    try {
      this.server = await startServer(installation, this.options.log);
    } catch (error) {
      this.options.log.error('database did not restart', { reason: (error as Error).message });
      return false;
    }
    this.options.log.info('database is running again');
    // Only on Windows: there the server takes a free port, and the API would look for it at the old one.
    if (this.server.address.port !== before.port) await this.api?.stop();
    return true;
  }

  /** Whether to go on after waiting. */
  private async pause(failures: number): Promise<boolean> {
    const wait = waitBeforeNext(failures);
    if (wait === null || this.stopping.signal.aborted) return false;
    await sleep(wait, undefined, { signal: this.stopping.signal }).catch(() => undefined); // woken by stop()
    return !this.stopping.signal.aborted;
  }
}

/** A process that was killed has no code of its own; shells say 128 and more. */
function exitCodeOf({ code }: ApiEnd): number {
  return code === null || code === 0 ? 1 : code;
}
