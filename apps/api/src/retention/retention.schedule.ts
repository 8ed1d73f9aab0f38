import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { CleanUpService } from './clean-up.service.js';
import { cleanUpCron, wasMissed } from './retention.rules.js';
import { RetentionSettings } from './retention.settings.js';

const job = 'retention.clean-up';

/**
 * Cleans up on schedule, at the start, and after a missed run: a machine that sleeps at night would otherwise keep
 * everything, with or without restarts.
 */
@Injectable()
export class RetentionSchedule implements OnApplicationBootstrap {
  /** The last clean-up on this instance: one too many on another instance finds nothing to do. */
  private cleanedAt = new Date(0);

  constructor(
    private readonly jobs: Jobs,
    private readonly cleanUp: CleanUpService,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: job,
      cron: () => cleanUpCron[this.settings.of(RetentionSettings).cleanupSchedule],
      expireInSeconds: 3600,
      handle: (_, signal) => this.clean(signal),
    });
    await this.jobs.perform({
      name: 'retention.catch-up',
      cron: '47 * * * *',
      expireInSeconds: 3600,
      handle: (_, signal) => this.catchUp(signal),
    });
    await this.transactions.run((tx) => this.jobs.enqueue(tx, job, {}));
  }

  /** Cleans up if the last time is longer ago than the schedule allows. */
  async catchUp(signal: AbortSignal): Promise<void> {
    const { cleanupSchedule } = this.settings.of(RetentionSettings);
    if (wasMissed(this.cleanedAt, cleanupSchedule, this.clock.now())) await this.clean(signal);
  }

  private async clean(signal: AbortSignal): Promise<void> {
    await this.cleanUp.run(signal);
    if (!signal.aborted) this.cleanedAt = this.clock.now();
  }
}
