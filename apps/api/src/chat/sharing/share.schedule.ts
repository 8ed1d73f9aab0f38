import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { ShareRepository } from './share.repository.js';

const batch = 100;

/** Every hour, once in the installation: removes shares that have expired. Nobody could read them any more. */
@Injectable()
export class ShareSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly shares: ShareRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'chat.remove-expired-shares', cron: '17 * * * *', handle: () => this.removeAll() });
  }

  async removeAll(): Promise<void> {
    const now = this.clock.now();
    while ((await this.transactions.run((tx) => this.shares.removeExpired(tx, now, batch))).length === batch);
  }
}
