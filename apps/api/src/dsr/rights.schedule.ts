import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import type { CaseEvent } from '#contracts/rights/requests.js';
import { PackageDownload } from './collect/package-download.service.js';
import { ErasureReplay } from './erasure/erasure-replay.js';
import { RequestLifting } from './requests/request-lifting.js';
import { warnedLevel } from './requests/deadline.rules.js';
import { RequestRepository } from './requests/request.repository.js';

const events: Readonly<Record<number, CaseEvent>> = {
  50: 'deadline-50',
  75: 'deadline-75',
  90: 'deadline-90',
  100: 'deadline-passed',
};

/**
 * Every quarter of an hour: notes in each case how much of its period has passed, removes collected data that nobody fetched, erases what holds set free, and
 * lifts restrictions whose end was announced.
 */
@Injectable()
export class RightsSchedule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly requests: RequestRepository,
    private readonly packages: PackageDownload,
    private readonly erasures: ErasureReplay,
    private readonly lifting: RequestLifting,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.jobs.perform({ name: 'rights.watch-periods', cron: '7,22,37,52 * * * *', handle: () => this.run() });
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    for (const request of await this.requests.open()) {
      const level = warnedLevel(request, now);
      if (level > request.warned) await this.warn(request.id, level, now);
    }
    await this.packages.removeExpired();
    await this.erasures.eraseFreed();
    await this.lifting.liftDue();
  }

  private async warn(id: string, level: number, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const request = await this.requests.hold(tx, id);
      if (!request || request.closedAt !== null || request.warned >= level) return; // somebody was quicker
      await this.requests.change(tx, id, { warned: level });
      await this.requests.note(tx, { requestId: id, at, what: events[level]!, byAccount: null });
      await this.audit.record(tx, {
        actor: 'system',
        action: 'rights-request.warned',
        object: { type: 'rights-request', id },
        outcome: 'success',
        detail: { passedPercent: level },
      });
    });
  }
}
