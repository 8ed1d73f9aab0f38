import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Ticker } from '#platform/ticker.js';
import { MonitoringSettings } from '../monitoring.settings.js';
import { AlertEvaluation } from './alert-evaluation.js';
import { AlertsRepository } from './alerts.repository.js';
import { ClearsItself } from '#platform/retention/expiry.js';
import { RetentionPeriods } from '#platform/retention/retention-periods.js';

/** Milliseconds between two runs in the whole installation: an alert is raised within a minute, with time to spare. */
const everyMs = 15_000;
const dayMs = 86_400_000;

/**
 * Every instance ticks, and the one that claims the run makes it. An instance that ends leaves its next run to the others, without a
 * leader that would first have to be missed.
 */
@Injectable()
@ClearsItself({
  tables: ['monitoring.alert', 'monitoring.evaluation', 'monitoring.delivery'],
  rule: 'daily, once they have been resolved for as long as the policy says',
})
export class AlertSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly ticker = new Ticker(
    everyMs,
    () => this.tick(),
    (error) => this.log.warn('alerts could not be evaluated', { error: errorName(error) }),
  );

  constructor(
    private readonly evaluation: AlertEvaluation,
    private readonly alerts: AlertsRepository,
    private readonly transactions: Transactions,
    private readonly settings: Settings,
    private readonly periods: RetentionPeriods,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'monitoring.forget-alerts', cron: '27 3 * * *', handle: () => this.forget() });
    this.ticker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.ticker.stop();
  }

  /** Whether this instance made the run. */
  async tick(): Promise<boolean> {
    if (!this.settings.of(MonitoringSettings).enabled) return false;
    // A little less than a tick, so that an early one does not lose its turn.
    const isOurs = await this.transactions.run((tx) => this.alerts.claimRun(tx, this.clock.now(), everyMs - 1_000));
    if (isOurs) await this.evaluation.run();
    return isOurs;
  }

  /** Alerts are kept for as long as the retention policy says after they ended. */
  async forget(): Promise<void> {
    const days = await this.periods.daysOf('alert');
    if (days === null) return;
    const cutoff = new Date(this.clock.now().getTime() - days * dayMs);
    await this.transactions.run((tx) => this.alerts.forgetResolvedBefore(tx, cutoff));
  }
}
