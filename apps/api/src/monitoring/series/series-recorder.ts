import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Metrics } from '#platform/metrics/metrics.js';
import { Ticker } from '#platform/ticker.js';
import { readingsOf, type RegistryMetric, type Totals } from './readings.rules.js';
import { SeriesRepository } from './series.repository.js';

/** Milliseconds. Minutes are kept for a day, hours for ninety. */
const minuteMs = 60_000;
const dayMs = 86_400_000;
const hoursKept = 90;

/** Writes this instance's figures to the series of the installation, once a minute. */
@Injectable()
export class SeriesRecorder implements OnApplicationBootstrap, OnModuleDestroy {
  private totals: Totals = new Map();
  private readonly ticker = new Ticker(
    minuteMs,
    () => this.record(),
    (error) => this.log.warn('figures could not be recorded', { error: errorName(error) }),
  );

  constructor(
    private readonly metrics: Metrics,
    private readonly series: SeriesRepository,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'monitoring.roll-up', cron: '12 * * * *', handle: () => this.tidy() });
    this.ticker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.ticker.stop();
  }

  /** What cannot be written is counted with the next minute: totals move on with the commit only. */
  async record(): Promise<void> {
    const metrics = (await this.metrics.registry.getMetricsAsJSON()) as unknown as RegistryMetric[];
    const { readings, totals } = readingsOf(metrics, this.totals);
    const minute = new Date(Math.floor(this.clock.now().getTime() / minuteMs) * minuteMs);
    await this.transactions.run((tx) => this.series.add(tx, minute, readings));
    this.totals = totals;
  }

  async tidy(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.transactions.run(async (tx) => {
      await this.series.rollUp(tx, new Date(now - dayMs));
      await this.series.forgetBefore(tx, new Date(now - hoursKept * dayMs));
    });
  }
}
