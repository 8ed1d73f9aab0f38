import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { Log } from '#platform/logging/log.js';
import { WriteBehind } from '../account/write-behind.js';
import { SessionsRepository } from './sessions.repository.js';

/**
 * When each session was last used. Written behind: another instance may believe a person idle for a few seconds longer than this one,
 * and both judge by the later moment that they know.
 */
@Injectable()
export class LastActions implements OnModuleInit, BeforeApplicationShutdown {
  private readonly behind: WriteBehind;

  constructor(sessions: SessionsRepository, transactions: Transactions, log: Log) {
    this.behind = new WriteBehind('last actions', (actions) => transactions.run((tx) => sessions.markActive(tx, actions)), log);
  }

  onModuleInit(): void {
    this.behind.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.behind.stop();
  }

  note(key: string, at: Date): void {
    this.behind.note(key, at);
  }

  /** The last action that no row shows yet. */
  of(key: string): Date | undefined {
    return this.behind.of(key);
  }

  write(): Promise<void> {
    return this.behind.write();
  }
}
