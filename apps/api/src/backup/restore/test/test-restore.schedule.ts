import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { Log } from '#platform/logging/log.js';
import { BackupRepository } from '../../runs/backup.repository.js';
import { testRestoreCron, testRestoreJob, wasMissed } from '../../backup.rules.js';
import { BackupSettings } from '../../backup.settings.js';
import { canRunScratchServer } from '../engine/scratch-server.js';
import { TestRestoreFacade } from '../test-restore.facade.js';

/**
 * Restores the newest backup on trial by schedule, once in the whole installation, on an instance that can, and checks every hour for a missed
 * run: a machine that sleeps on Sundays would never try.
 */
@Injectable()
export class TestRestoreSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly repository: BackupRepository,
    private readonly restores: TestRestoreFacade,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.of(BackupSettings).testBackupsEnabled && !canRunScratchServer()) {
      this.log.info('scheduled test restores need the embedded PostgreSQL, which is not installed here');
      return;
    }
    await this.jobs.perform<{ readonly onlyIfOverdue?: number }>({
      name: testRestoreJob,
      cron: () => testRestoreCron[this.settings.of(BackupSettings).testBackupSchedule],
      expireInSeconds: 12 * 3600,
      retryLimit: 0, // the list of backups says that it failed
      handle: async ({ onlyIfOverdue }) => {
        // Instances that start together all find that one was missed.
        if (onlyIfOverdue === 1 && !(await this.isOverdue())) return;
        await this.testNewest();
      },
    });
    await this.jobs.perform({ name: 'backup.test-look-after', cron: '56 * * * *', retryLimit: 0, handle: () => this.catchUp() });
    await this.catchUp();
  }

  private async catchUp(): Promise<void> {
    if (await this.isOverdue()) await this.transactions.run((tx) => this.jobs.enqueue(tx, testRestoreJob, { onlyIfOverdue: 1 }));
  }

  /** Whether it is time: there is something to try, and nothing was tried for longer than the schedule says. */
  async isOverdue(): Promise<boolean> {
    const { enabled, testBackupsEnabled, testBackupSchedule } = this.settings.of(BackupSettings);
    if (!enabled || !testBackupsEnabled || (await this.repository.finished()).length === 0) return false;
    const since = (await this.repository.lastTestedAt()) ?? (await this.repository.installedAt());
    return wasMissed(since, testBackupSchedule, this.clock.now());
  }

  private async testNewest(): Promise<void> {
    const { enabled, testBackupsEnabled } = this.settings.of(BackupSettings);
    if (!enabled || !testBackupsEnabled) return;
    const [newest] = await this.repository.finished();
    if (newest !== undefined) await this.restores.test(null, newest.id);
  }
}
