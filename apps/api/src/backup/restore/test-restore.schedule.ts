import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '#platform/config/settings.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { Log } from '#platform/logging/log.js';
import { BackupRepository } from '../backup.repository.js';
import { testRestoreJob, type BackupRhythm } from '../backup.rules.js';
import { BackupSettings } from '../backup.settings.js';
import { canRunScratchServer } from './engine/scratch-server.js';
import { TestRestoreFacade } from './test-restore.facade.js';

/** Cron lines (UTC), half an hour and more after backups are made. */
const cronOf: Readonly<Record<BackupRhythm, string>> = {
  hourly: '11 * * * *',
  daily: '11 3 * * *',
  weekly: '11 3 * * 0',
  monthly: '11 3 1 * *',
};

/** Restores the newest backup on trial by schedule, once in the whole installation, on an instance that can. */
@Injectable()
export class TestRestoreSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly repository: BackupRepository,
    private readonly restores: TestRestoreFacade,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.of(BackupSettings).testBackupsEnabled && !canRunScratchServer()) {
      this.log.info('test restores by schedule need the embedded PostgreSQL, which is not installed here');
      return;
    }
    await this.jobs.perform({
      name: testRestoreJob,
      cron: () => cronOf[this.settings.of(BackupSettings).testBackupSchedule],
      expireInSeconds: 12 * 3600,
      retryLimit: 0, // the list of backups says that it failed
      handle: () => this.testNewest(),
    });
  }

  private async testNewest(): Promise<void> {
    if (!this.settings.of(BackupSettings).testBackupsEnabled) return;
    const [newest] = await this.repository.finished();
    if (newest !== undefined) await this.restores.test(null, newest.id);
  }
}
