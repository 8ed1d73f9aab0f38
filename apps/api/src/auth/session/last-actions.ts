import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { isDatabaseOutage } from '#platform/database/outage.js';
import { Log } from '#platform/logging/log.js';
import { SessionsRepository } from './sessions.repository.js';

/** Milliseconds between writes. Another instance may believe a person idle for this much longer, never for less. */
const writeEvery = 5_000;

/**
 * When each session was last used, in memory first: a request changes no row. Every few seconds one statement writes what changed,
 * so that other instances and the next start know it too.
 */
@Injectable()
export class LastActions implements OnModuleInit, BeforeApplicationShutdown {
  private unwritten = new Map<string, Date>();
  private beingWritten: ReadonlyMap<string, Date> = new Map();
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly transactions: Transactions,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.write(), writeEvery).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  note(key: string, at: Date): void {
    const known = this.unwritten.get(key);
    if (!known || known < at) this.unwritten.set(key, at);
  }

  /** The last action that no row shows yet. */
  of(key: string): Date | undefined {
    return this.unwritten.get(key) ?? this.beingWritten.get(key);
  }

  /** Writes what is not written yet; what cannot be written now is kept for the next time. */
  write(): Promise<void> {
    this.writing = this.writing.then(() => this.writeOnce());
    return this.writing;
  }

  private async writeOnce(): Promise<void> {
    if (this.unwritten.size === 0) return;
    const actions = this.unwritten;
    this.unwritten = new Map();
    this.beingWritten = actions;
    try {
      await this.transactions.run((tx) => this.sessions.markActive(tx, actions));
    } catch (error) {
      for (const [key, at] of actions) this.note(key, at);
      this.log.warn('last actions not written yet', { sessions: actions.size, isOutage: isDatabaseOutage(error) });
    } finally {
      this.beingWritten = new Map();
    }
  }
}
