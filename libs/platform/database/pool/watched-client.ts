import type { Socket } from 'node:net';
import pg from 'pg';

/** A connection that knows since when it has waited for the server. */
export class WatchedClient extends pg.Client {
  private waitingSince: number | null = null;
  private bytes = 0;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('drain', () => (this.waitingSince = null));
  }

  override query = ((...words: Parameters<pg.Client['query']>) => {
    this.waitingSince ??= performance.now();
    return super.query(...words);
  }) as pg.Client['query'];

  /** Milliseconds without a word from the server while something was asked; 0 where nothing is. */
  silentFor(now: number): number {
    if (this.waitingSince === null) return 0;
    const { bytesRead } = this.socket;
    if (bytesRead !== this.bytes) [this.bytes, this.waitingSince] = [bytesRead, now];
    return now - this.waitingSince;
  }

  /** Ends it at once. Whatever waits on it fails with the reason. */
  cut(reason: Error): void {
    this.socket.destroy(reason);
  }

  private get socket(): Socket {
    return this.connection.stream as Socket;
  }
}
