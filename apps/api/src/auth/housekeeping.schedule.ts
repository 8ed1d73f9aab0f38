import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { Notices } from './notices/notices.service.js';
import { Clock } from '#platform/clock.js';
import { PasskeysRepository } from './passkeys/passkeys.repository.js';
import { SsoRepository } from './sso/sso.repository.js';
import { Devices } from './session/devices/devices.service.js';

/** Every hour: what has done its service is removed, so that nothing about a person is kept for longer than it is needed. */
@Injectable()
export class AccountHousekeeping implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly notices: Notices,
    private readonly devices: Devices,
    private readonly sso: SsoRepository,
    private readonly passkeys: PasskeysRepository,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'auth.tidy', cron: '37 * * * *', handle: () => this.tidy() });
  }

  async tidy(): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.notices.prune(tx);
      await this.devices.prune(tx);
      await this.sso.forgetExpired(tx);
      await this.passkeys.forgetChallenges(tx, this.clock.now());
    });
  }
}
