import pg from 'pg';
import type { Log } from '../../logging/log.js';
import { Ticker } from '../../ticker.js';
import { ServerSilent, outageOf } from './outage.js';
import { outageWords } from './outage-words.rules.js';
import type { WatchedClient } from './watched-client.js';

/** Milliseconds between two looks; how long a server that has been found silent is given; and how long a probe may take. */
const lookEveryMs = 1_000;
const knownSilentMs = 2_000;
const probeMs = 5_000;

/**
 * Notices a server that takes statements and does not answer: its own limits of statements do not run then, and TCP sees nothing either. When a
 * connection has been silent for long, a new one is tried. Only if that fails too are silent connections ended, so that a long statement of a
 * server that is alive goes on, within the server's limits.
 */
export class ServerWatch {
  private readonly clients = new Set<WatchedClient>();
  private readonly ticker: Ticker;
  private silentSince: number | null = null;

  constructor(
    private readonly url: string,
    private readonly patienceMs: number,
    private readonly log: Log,
    private readonly probeWithinMs = probeMs,
  ) {
    this.ticker = new Ticker(
      lookEveryMs,
      () => this.look(),
      () => undefined,
    );
  }

  add(client: WatchedClient): void {
    this.clients.add(client);
    this.ticker.start();
    client.once('end', () => {
      this.clients.delete(client);
      if (this.clients.size === 0) void this.ticker.stop();
    });
  }

  private async look(): Promise<void> {
    if (this.silentFor(this.silentSince === null ? this.patienceMs : knownSilentMs).length === 0) return;
    if (await this.answers()) return this.heardAgain();
    if (this.silentSince === null) {
      const { fact, cause, cure } = outageWords.silent;
      this.log.warn(fact, { cause, cure, silentSeconds: Math.round(this.patienceMs / 1000) });
      this.silentSince = performance.now() - this.patienceMs;
    }
    for (const client of this.silentFor(knownSilentMs)) client.cut(new ServerSilent('The database does not answer.'));
  }

  private heardAgain(): void {
    if (this.silentSince === null) return;
    this.log.info('database answers again', { silentSeconds: Math.round((performance.now() - this.silentSince) / 1000) });
    this.silentSince = null;
  }

  private silentFor(milliseconds: number): WatchedClient[] {
    const now = performance.now();
    return [...this.clients].filter((client) => client.silentFor(now) >= milliseconds);
  }

  /** Whether a new connection gets any answer, which a refusal is too. */
  private async answers(): Promise<boolean> {
    const probe = new pg.Client({
      connectionString: this.url,
      connectionTimeoutMillis: this.probeWithinMs,
      query_timeout: this.probeWithinMs,
      application_name: 'chat-man-probe',
    });
    probe.on('error', () => undefined);
    try {
      await probe.connect();
      await probe.query('SELECT 1');
      return true;
    } catch (error) {
      return outageOf(error) === 'full';
    } finally {
      void probe.end().catch(() => undefined);
    }
  }
}
