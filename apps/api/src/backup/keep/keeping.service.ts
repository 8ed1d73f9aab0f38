import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { forEachIsolated } from '#platform/jobs/for-each-isolated.js';
import { Log } from '#platform/logging/log.js';
import { backupUnderWay } from '../backup.errors.js';
import { BackupRepository } from '../runs/backup.repository.js';
import { expiredBackups, wasMissed } from '../backup.rules.js';
import { BackupSettings } from '../backup.settings.js';
import { MakingService } from '../make/making.service.js';
import { OffsiteService } from '../offsite/offsite.service.js';
import { Removal } from './removal.js';
import { VerificationService } from '../verify/verification.service.js';

/** What happens by itself: a backup is made and verified, and once it is found valid, those beyond the number that is kept go. */
@Injectable()
export class KeepingService {
  constructor(
    private readonly making: MakingService,
    private readonly verifications: VerificationService,
    private readonly removal: Removal,
    private readonly repository: BackupRepository,
    private readonly offsite: OffsiteService,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Whether it is time: nothing was made for longer than the schedule says. */
  async isOverdue(): Promise<boolean> {
    const { enabled, autoBackupEnabled, autoBackupSchedule } = this.settings.of(BackupSettings);
    if (!enabled || !autoBackupEnabled) return false;
    const [newest] = await this.repository.finished();
    return wasMissed(newest?.createdAt ?? (await this.repository.installedAt()), autoBackupSchedule, this.clock.now());
  }

  async run(): Promise<void> {
    const { enabled, autoBackupEnabled } = this.settings.of(BackupSettings);
    if (!enabled || !autoBackupEnabled) return;
    const id = await this.made();
    if (id === null || !(await this.verifications.verify(null, id)).valid) return;
    await this.expire();
    if (this.offsite.isSet) await this.offsite.copy(null, id).catch(() => undefined); // recorded and logged there; the backup itself is fine
  }

  /** The id of a finished backup; null when it failed, as its row says, or another run holds the lock. */
  private async made(): Promise<string | null> {
    try {
      const { id, ended } = await this.making.begin({ kind: 'schedule', actor: null }, {});
      await ended();
      return (await this.repository.one(id))?.state === 'finished' ? id : null;
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.code !== backupUnderWay().code) throw cause;
      this.log.info('a backup is already in progress');
      return null;
    }
  }

  private async expire(): Promise<void> {
    const { keepLastN, keep } = this.settings.of(BackupSettings);
    const expired = expiredBackups(await this.repository.finished(), keepLastN, await this.repository.newestVerified(), keep);
    await forEachIsolated(expired, ({ id }) =>
      this.transactions.run((tx) =>
        this.removal.remove(tx, id, { actor: 'system', code: 'newer-ones-kept', detail: { keepLastN } }),
      ),
    );
  }
}
