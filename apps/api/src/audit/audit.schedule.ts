import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Jobs } from '#platform/jobs/jobs.js';
import { LeftOpen } from './record/left-open.js';
import { LogMonths } from './prune/log-months.js';

/** Every day, once in the whole installation: the work of a start, for installations that are never restarted. */
@Injectable()
export class AuditSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly months: LogMonths,
    private readonly leftOpen: LeftOpen,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'audit.look-after', cron: '7 0 * * *', handle: () => this.runUpkeep() });
  }

  async runUpkeep(): Promise<void> {
    await this.months.prepare();
    await this.leftOpen.reportOverdue();
  }
}
