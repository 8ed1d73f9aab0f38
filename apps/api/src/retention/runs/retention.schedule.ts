import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { RetentionSettings } from '../retention.settings.js';
import { RunRepository } from './run.repository.js';
import { cleanUpCron, wasMissed } from './run.rules.js';
import { StartingRuns } from './starting-runs.js';

/**
 * Starts a run on schedule, and after one that was missed: a machine that sleeps at night would otherwise keep everything, with or without
 * restarts. Once in the whole installation: the database knows when the last one began.
 */
@Injectable()
export class RetentionSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly runs: RunRepository,
    private readonly starting: StartingRuns,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: 'retention.clean-up',
      cron: () => cleanUpCron[this.settings.of(RetentionSettings).cleanupSchedule],
      handle: () => this.start(),
    });
    await this.jobs.perform({ name: 'retention.catch-up', cron: '47 * * * *', handle: () => this.catchUp() });
    await this.transactions.run((tx) => this.jobs.enqueue(tx, 'retention.catch-up', {}));
  }

  /** Starts a run if the last one began longer ago than the schedule allows. */
  async catchUp(): Promise<void> {
    const { cleanupSchedule } = this.settings.of(RetentionSettings);
    if (wasMissed(await this.runs.lastScheduled(), cleanupSchedule, this.clock.now())) await this.start();
  }

  private async start(): Promise<void> {
    const { enabled, autoCleanupEnabled } = this.settings.of(RetentionSettings);
    if (!enabled || !autoCleanupEnabled || (await this.runs.isUnderWay())) return;
    await this.transactions.run((tx) => this.starting.start(tx, { trigger: 'schedule', actor: null }));
  }
}
