import type { Socket } from 'node:net';
import pg from 'pg';
import { currentSpan, type Facts, type Span } from '../../tracing/span.js';
import { statementName } from '../../tracing/statement-name.rules.js';

/** What a trace says of a statement: the name that the code gave it, or what it does to which tables. */
function summaryOf(query: unknown): Facts {
  const { name, text } = (typeof query === 'string' ? { text: query } : query) as { name?: string; text?: string };
  return { 'db.system.name': 'postgresql', 'db.query.summary': name || statementName(text ?? '') };
}

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
    const span = currentSpan()?.child('database', summaryOf(words[0]));
    const result = super.query(...words) as unknown;
    if (span !== undefined) this.endWith(result, span);
    return result;
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

  /** A query with a callback has no promise: it is over when the connection has nothing left to answer. */
  private endWith(result: unknown, span: Span): void {
    if (result instanceof Promise) result.then(() => span.end(), span.end.bind(span));
    else this.once('drain', () => span.end());
  }

  private get socket(): Socket {
    return this.connection.stream as Socket;
  }
}
