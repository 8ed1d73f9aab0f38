import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { RaisesAlerts, type AlertSource, type Condition } from '#platform/monitoring/alert-source.js';
import { BackupRepository } from './runs/backup.repository.js';
import { wasMissed } from './backup.rules.js';
import { BackupSettings } from './backup.settings.js';
import { KeepingService } from './keep/keeping.service.js';

/** Backups that fail, are late, or were not restored as a test for longer than the schedule says. */
@Injectable()
@RaisesAlerts({ rules: ['backup-failed', 'backup-overdue', 'restore-test-overdue'] })
export class BackupAlerts implements AlertSource {
  constructor(
    private readonly repository: BackupRepository,
    private readonly keeping: KeepingService,
    private readonly settings: Settings,
  ) {}

  async conditions(now: Date): Promise<Condition[]> {
    const { enabled } = this.settings.of(BackupSettings);
    if (!enabled) return [];
    const newest = (await this.repository.page(null, 2)).find(({ state }) => state !== 'running');
    const failed = newest?.state === 'failed' || newest?.verifiedValid === false;
    return [
      ...(failed ? [{ rule: 'backup-failed', severity: 'critical' } as const] : []),
      ...((await this.keeping.isOverdue()) ? [{ rule: 'backup-overdue', severity: 'warning' } as const] : []),
      ...((await this.isProofOverdue(now)) ? [{ rule: 'restore-test-overdue', severity: 'warning' } as const] : []),
    ];
  }

  /** An installation that is younger than the schedule owes no proof yet. */
  private async isProofOverdue(now: Date): Promise<boolean> {
    const { testBackupsEnabled, testBackupSchedule } = this.settings.of(BackupSettings);
    if (!testBackupsEnabled) return false;
    return wasMissed((await this.repository.lastTestedAt()) ?? (await this.repository.installedAt()), testBackupSchedule, now);
  }
}
