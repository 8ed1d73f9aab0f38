import type { Log } from '#platform/logging/log.js';
import { isDatabaseOutage } from '#platform/database/pool/outage.js';

/** Milliseconds between writes. */
const writeEvery = 5_000;

/**
 * Moments by key, in memory first, so that a request changes no row: every few seconds one statement writes what changed. What cannot
 * be written now is kept for the next time.
 */
export class WriteBehind {
  private unwritten = new Map<string, Date>();
  private beingWritten: ReadonlyMap<string, Date> = new Map();
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly what: string,
    private readonly save: (moments: ReadonlyMap<string, Date>) => Promise<void>,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.write(), writeEvery).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  note(key: string, at: Date): void {
    const known = this.unwritten.get(key);
    if (!known || known < at) this.unwritten.set(key, at);
  }

  /** The last moment that no row shows yet. */
  of(key: string): Date | undefined {
    return this.unwritten.get(key) ?? this.beingWritten.get(key);
  }

  write(): Promise<void> {
    this.writing = this.writing.then(() => this.writeOnce());
    return this.writing;
  }

  private async writeOnce(): Promise<void> {
    if (this.unwritten.size === 0) return;
    const moments = this.unwritten;
    this.unwritten = new Map();
    this.beingWritten = moments;
    try {
      await this.save(moments);
    } catch (error) {
      for (const [key, at] of moments) this.note(key, at);
      this.log.warn(`${this.what} not written yet`, { count: moments.size, isOutage: isDatabaseOutage(error) });
    } finally {
      this.beingWritten = new Map();
    }
  }
}
