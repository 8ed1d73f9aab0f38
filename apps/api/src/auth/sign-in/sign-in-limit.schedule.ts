import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { SignInLimit } from './sign-in-limit.service.js';
import { ClearsItself } from '#platform/retention/expiry.js';

/** Every hour: failures that count no longer are removed, so that nothing is kept about an address for longer than it is needed. */
@Injectable()
@ClearsItself({ tables: ['auth.failed_sign_in'], rule: 'within an hour after they count no longer' })
export class SignInLimitSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly limit: SignInLimit,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: 'auth.forget-failures',
      cron: '23 * * * *',
      handle: () => this.transactions.run((tx) => this.limit.prune(tx)),
    });
  }
}
