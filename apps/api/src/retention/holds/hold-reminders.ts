import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { HoldRepository } from './hold.repository.js';

/** Days between two reminders of the same hold. */
const everyDays = 7;

/** A hold that nobody reviews keeps data for ever: a reminder on its review date, and each week until somebody confirms or releases it. */
@Injectable()
export class HoldReminders implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly holds: HoldRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'retention.remind', cron: '5 6 * * *', handle: () => this.remind() });
  }

  async remind(): Promise<void> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - everyDays * 86_400_000);
    await this.transactions.run(async (tx) => {
      for (const id of await this.holds.markReminded(tx, now, since)) {
        await this.audit.record(tx, {
          actor: 'system',
          action: 'hold.review-due',
          object: { type: 'hold', id },
          outcome: 'success',
        });
      }
    });
  }
}
