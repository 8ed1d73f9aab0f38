import { Module } from '@nestjs/common';
import { AuditReadingModule } from '../../audit/audit-reading.module.js';
import { BackupStore } from '../keep/backup-store.js';
import { BackupDirectory } from '../engine/backup-directory.js';
import { KeyringCopies } from '../keyring-copy/keyring-copies.js';
import { SnapshotRepository } from '../make/snapshot.repository.js';
import { RestoreFacade } from './restore.facade.js';

/** What the operator's tool needs to load a backup into a database that is not in use yet: nothing here writes by itself. */
@Module({
  imports: [AuditReadingModule],
  providers: [BackupDirectory, BackupStore, SnapshotRepository, KeyringCopies, RestoreFacade],
  exports: [RestoreFacade],
})
export class RestoringModule {}
