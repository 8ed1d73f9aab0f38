import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Ticker } from '#platform/ticker.js';
import { GenerationLeaseRepository } from './generation-lease.repository.js';

/** Milliseconds between checks for generations whose owner has died. */
const interval = 3_000;

/** Ends the generations of instances that are gone: their text stays, marked `interrupted`, and can be continued. Any instance does it. */
@Injectable()
export class GenerationSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly ticker = new Ticker(
    interval,
    () => this.sweep(),
    (error) => this.log.warn('interrupted answers of stopped instances could not be checked', { error: errorName(error) }),
  );

  constructor(
    private readonly leases: GenerationLeaseRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.sweep();
    this.ticker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.ticker.stop();
  }

  /** Returns how many it ended. Each end is recorded in the transaction that makes it. */
  async sweep(): Promise<number> {
    const expired = await this.transactions.run(async (tx) => {
      const ended = await this.leases.expire(tx, this.clock.now());
      for (const { messageId, status } of ended) {
        await this.audit.record(tx, {
          actor: 'system',
          action: 'generation.finished',
          object: { type: 'message', id: messageId },
          outcome: status === 'stopped' ? 'success' : 'failed',
          ...(status === 'stopped' ? {} : { code: 'answer-interrupted' as const }),
        });
      }
      return ended.length;
    });
    if (expired > 0) this.log.info('interrupted answers of stopped instances were closed', { count: expired });
    return expired;
  }
}
