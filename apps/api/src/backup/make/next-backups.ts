import { Injectable } from '@nestjs/common';
import type { NextBackups } from '#contracts/backup/backup.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Schedules } from '#platform/jobs/schedules.js';
import { backupJob, testRestoreJob } from '../backup.rules.js';
import { BackupSettings } from '../backup.settings.js';

/** What the schedule holds for the backups. */
@Injectable()
export class NextBackupsReading {
  constructor(
    private readonly schedules: Schedules,
    private readonly settings: Settings,
  ) {}

  next(): NextBackups {
    const { enabled, autoBackupEnabled, testBackupsEnabled } = this.settings.of(BackupSettings);
    return {
      backupAt: enabled && autoBackupEnabled ? this.at(backupJob) : null,
      testRestoreAt: enabled && testBackupsEnabled ? this.at(testRestoreJob) : null,
    };
  }

  private at(job: string): string | null {
    return this.schedules.next(job)?.toISOString() ?? null;
  }
}
