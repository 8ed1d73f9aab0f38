import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '#platform/config/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { CleanUpService } from './clean-up.service.js';
import { cleanUpCron } from './retention.rules.js';
import { RetentionSettings } from './retention.settings.js';

const job = 'retention.clean-up';

/** Cleans up on schedule, and at the start: a machine that sleeps at night would otherwise keep everything. */
@Injectable()
export class RetentionSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly cleanUp: CleanUpService,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: job,
      cron: () => cleanUpCron[this.settings.of(RetentionSettings).cleanupSchedule],
      expireInSeconds: 3600,
      handle: async (_, signal) => void (await this.cleanUp.run(signal)),
    });
    await this.transactions.run((tx) => this.jobs.enqueue(tx, job, {}));
  }
}
