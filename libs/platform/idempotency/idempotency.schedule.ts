import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { Jobs } from '../jobs/jobs.js';
import { Idempotency } from './idempotency.js';

/** Every hour, once in the installation: answers that were kept for a day are forgotten. */
@Injectable()
export class IdempotencySchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly idempotency: Idempotency,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: 'platform.forget-answers',
      cron: '17 * * * *',
      handle: () => this.transactions.run((tx) => this.idempotency.forgetExpired(tx)),
    });
  }
}
