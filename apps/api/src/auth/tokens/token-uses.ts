import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { Log } from '#platform/logging/log.js';
import { WriteBehind } from '../account/write-behind.js';
import { TokensRepository } from './tokens.repository.js';

/** When each token was last used, for its owner to see. Written behind. */
@Injectable()
export class TokenUses implements OnModuleInit, BeforeApplicationShutdown {
  private readonly behind: WriteBehind;

  constructor(tokens: TokensRepository, transactions: Transactions, log: Log) {
    this.behind = new WriteBehind('token uses', (uses) => transactions.run((tx) => tokens.markUsed(tx, uses)), log);
  }

  onModuleInit(): void {
    this.behind.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.behind.stop();
  }

  note(id: string, at: Date): void {
    this.behind.note(id, at);
  }

  of(id: string): Date | undefined {
    return this.behind.of(id);
  }
}
