import { Injectable } from '@nestjs/common';
import type { Backup, BackupQuery, BackupVerification, StartBackup } from '#contracts/backup/backup.js';
import type { Page } from '#contracts/common.js';
import { BackupsService } from './backups.service.js';
import { MakingService } from './make/making.service.js';
import { OffsiteService } from './offsite/offsite.service.js';
import { VerificationService } from './verify/verification.service.js';

/** What the CLI may ask of the backups. Its acts have no actor in the audit log: an operator at the shell has no account. */
@Injectable()
export class BackupFacade {
  constructor(
    private readonly backups: BackupsService,
    private readonly making: MakingService,
    private readonly verifications: VerificationService,
    private readonly offsite: OffsiteService,
  ) {}

  /** Returns the finished backup. Throws `backup-failed` when there is none. */
  make(command: StartBackup): Promise<Backup> {
    return this.backups.make({ kind: 'cli', actor: null }, command);
  }

  /** Newest first; includes backups in the directory without a row. */
  async list(query: BackupQuery): Promise<Page<Backup>> {
    await this.making.tidyUp();
    return this.backups.list(query);
  }

  /** To the off-site target. Throws when it is not there afterwards as it is here. */
  async copy(id: string): Promise<Backup> {
    await this.making.tidyUp();
    await this.offsite.copy(null, id);
    return this.backups.one(id);
  }

  async verify(id: string): Promise<BackupVerification> {
    await this.making.tidyUp();
    return this.verifications.verify(null, id);
  }
}
