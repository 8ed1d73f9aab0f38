import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { Notices } from './notices/notices.service.js';
import { Clock } from '#platform/clock.js';
import { PasskeysRepository } from './passkeys/passkeys.repository.js';
import { SsoRepository } from './sso/sso.repository.js';
import { ResetLinksRepository } from './users/reset-links.repository.js';
import { Devices } from './session/devices/devices.service.js';
import { ClearsItself } from '#platform/retention/expiry.js';

/** Every hour: what has done its service is removed, so that nothing about a person is kept for longer than it is needed. */
@Injectable()
@ClearsItself({
  tables: ['auth.passkey_challenge', 'auth.sso_attempt', 'auth.reset_link', 'auth.reset_permit'],
  rule: 'within an hour of their end',
})
export class AccountHousekeeping implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly notices: Notices,
    private readonly devices: Devices,
    private readonly sso: SsoRepository,
    private readonly passkeys: PasskeysRepository,
    private readonly links: ResetLinksRepository,
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
      await this.links.forgetExpired(tx, this.clock.now());
    });
  }
}
