import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { backupCron, backupJob } from '../backup.rules.js';
import { BackupSettings } from '../backup.settings.js';
import { KeepingService } from '../keep/keeping.service.js';
import { MakingService } from './making.service.js';

/**
 * Makes backups on schedule, once in the whole installation, and checks every hour for a missed one: a machine that sleeps at night
 * misses every run at night, and needs no restart to catch up. Also settles what an instance that ended left half-way.
 */
@Injectable()
export class BackupSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly keeping: KeepingService,
    private readonly making: MakingService,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform<{ readonly onlyIfOverdue?: number }>({
      name: backupJob,
      cron: () => backupCron[this.settings.of(BackupSettings).autoBackupSchedule],
      expireInSeconds: 6 * 3600,
      retryLimit: 0, // the list of backups says that it failed; what made it fail is seldom over in seconds
      handle: async ({ onlyIfOverdue }) => {
        // Instances that start together all find that one was missed.
        if (onlyIfOverdue === 1 && !(await this.keeping.isOverdue())) return;
        await this.keeping.run();
      },
    });
    await this.jobs.perform({ name: 'backup.look-after', cron: '26 * * * *', retryLimit: 0, handle: () => this.runUpkeep() });
    await this.catchUp();
  }

  async runUpkeep(): Promise<void> {
    await this.making.tidyUp();
    await this.catchUp();
  }

  private async catchUp(): Promise<void> {
    if (await this.keeping.isOverdue())
      await this.transactions.run((tx) => this.jobs.enqueue(tx, backupJob, { onlyIfOverdue: 1 }));
  }
}
