import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { RaisesAlerts, type AlertSource, type Condition } from '#platform/monitoring/alert-source.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { DecidersRepository } from '../account/deciders.repository.js';
import { AuthSettings } from '../auth.settings.js';
import { Notices } from '../notices/notices.service.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { decides } from '../users/users.rules.js';
import { DormancyRepository, type UsedAccount } from './dormancy.repository.js';
import { announcedBefore, disabledAt, dormancyStep, maySpare, type DormancyPolicy } from './dormancy.rules.js';

const dayMs = 86_400_000;

/** Every night: accounts that nobody uses are announced to their owners and to those who watch, and disabled when the notice is over. */
@Injectable()
@RaisesAlerts({ rules: ['accounts-dormant'] })
export class DormantAccounts implements OnApplicationBootstrap, AlertSource {
  constructor(
    private readonly jobs: Jobs,
    private readonly dormancy: DormancyRepository,
    private readonly accounts: AccountsRepository,
    private readonly deciders: DecidersRepository,
    private readonly sessions: SessionsRepository,
    private readonly notices: Notices,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'auth.dormant-accounts', cron: '25 3 * * *', handle: () => this.run() });
  }

  async run(): Promise<void> {
    const [policy, now] = [this.policy(), this.clock.now()];
    for (const found of await this.dormancy.candidates(announcedBefore(policy, now))) {
      if (dormancyStep(found, policy, now) !== 'none') await this.transactions.run((tx) => this.step(tx, found.id, policy, now));
    }
  }

  async conditions(now: Date): Promise<Condition[]> {
    const ends = await this.dormancy.announced();
    if (ends.length === 0) return [];
    const daysLeft = Math.ceil((Math.min(...ends.map((end) => end.getTime())) - now.getTime()) / dayMs);
    return [{ rule: 'accounts-dormant', severity: 'warning', count: ends.length, facts: { daysLeft: Math.max(daysLeft, 0) } }];
  }

  /** Judged again under the lock of the account: its owner may be signing in. */
  private async step(tx: Tx, id: string, policy: DormancyPolicy, now: Date): Promise<void> {
    await this.deciders.lockDecisions(tx);
    const account = await this.dormancy.hold(tx, id);
    if (account === null) return;
    switch (dormancyStep(account, policy, now)) {
      case 'announce':
        return this.announce(tx, account, policy, now);
      case 'disable':
        return this.disable(tx, account);
      case 'forget':
        return this.dormancy.forget(tx, id);
      case 'none':
    }
  }

  private async announce(tx: Tx, account: UsedAccount, policy: DormancyPolicy, now: Date): Promise<void> {
    const disableAt = disabledAt(account, policy, now);
    await this.dormancy.add(tx, { userId: account.id, announcedAt: now, disableAt });
    await this.notices.notify(tx, account.id, 'account.dormant', disableAt.toISOString().slice(0, 10));
    await this.record(tx, 'user.dormant', account.id);
  }

  private async disable(tx: Tx, { id, role }: UsedAccount): Promise<void> {
    const otherDeciders = decides(role) ? await this.deciders.countOthers(tx, [id]) : 0;
    if (!maySpare({ decides: decides(role), otherDeciders })) return;
    if (role === 'admin' && (await this.deciders.isLastAdmin(tx, id))) return;
    await this.accounts.setState(tx, id, 'disabled');
    await this.sessions.endOthers(tx, id, null);
    await this.dormancy.forget(tx, id);
    await this.notices.notify(tx, id, 'account.dormant-disabled');
    await this.record(tx, 'user.disabled', id);
  }

  private record(tx: Tx, action: 'user.dormant' | 'user.disabled', id: string): Promise<void> {
    return this.audit.record(tx, {
      actor: 'system',
      action,
      object: { type: 'user', id },
      outcome: 'success',
      code: 'dormant',
      subjectId: id,
    });
  }

  private policy(): DormancyPolicy {
    return this.settings.of(AuthSettings);
  }
}
