import { Injectable } from '@nestjs/common';
import type { AuditRecord } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { backupNotFinished, newestVerifiedStays, noSuchBackup } from '../backup.errors.js';
import { BackupRepository } from '../runs/backup.repository.js';
import { BackupDirectory } from '../engine/backup-directory.js';

/** Removes a backup: the decision in a transaction, the files after it. Files that stay are found by the next one who makes a backup. */
@Injectable()
export class Removal {
  constructor(
    private readonly repository: BackupRepository,
    private readonly directory: BackupDirectory,
    private readonly audit: AuditFacade,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Throws unless it is there, is over, and is not the newest that was found valid. */
  async requireRemovable(tx: Tx, id: string): Promise<void> {
    const run = await this.repository.held(tx, id);
    if (run === null) throw noSuchBackup();
    if (run.state === 'running') throw backupNotFinished();
    if (id === (await this.repository.newestVerified(tx))) throw newestVerifiedStays();
  }

  async remove(tx: Tx, id: string, by: Pick<AuditRecord, 'actor' | 'code' | 'reason' | 'detail' | 'requestId'>): Promise<void> {
    await this.requireRemovable(tx, id);
    await this.repository.markRemoved(tx, id, this.clock.now());
    await this.audit.record(tx, { ...by, action: 'backup.deleted', object: { type: 'backup', id }, outcome: 'success' });
    tx.afterCommit(() => void this.removeFiles(id));
  }

  private async removeFiles(id: string): Promise<void> {
    try {
      await this.directory.remove(id);
    } catch (cause) {
      this.log.warn('files of a removed backup could not be deleted', { backup: id, error: errorName(cause) });
    }
  }
}
