import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { BackupChecks } from './verify/backup-checks.js';
import { BackupFacade } from './backup.facade.js';
import { BackupRepository } from './runs/backup.repository.js';
import { BackupRunRow } from './runs/backup-run.entity.js';
import { BackupStore } from './keep/backup-store.js';
import { BackupWriter } from './make/backup-writer.js';
import { BackupsService } from './backups.service.js';
import { BackupDirectory } from './engine/backup-directory.js';
import { KeepingService } from './keep/keeping.service.js';
import { CarryOverRow } from './keyring-copy/carry-over.entity.js';
import { KeyringCopies } from './keyring-copy/keyring-copies.js';
import { MakingService } from './make/making.service.js';
import { OffsiteService } from './offsite/offsite.service.js';
import { RecoveryService } from './runs/recovery.service.js';
import { Removal } from './keep/removal.js';
import { SnapshotRepository } from './make/snapshot.repository.js';
import { VerificationService } from './verify/verification.service.js';

const shared = [
  BackupDirectory,
  BackupRepository,
  SnapshotRepository,
  BackupStore,
  KeyringCopies,
  BackupWriter,
  RecoveryService,
  MakingService,
  BackupsService,
  BackupChecks,
  VerificationService,
  Removal,
  OffsiteService,
  KeepingService,
  BackupFacade,
];

/** Makes and maintains backups: what the CLI needs, and half of what the API does. */
@Module({ imports: [AuditModule, TypeOrmModule.forFeature([BackupRunRow, CarryOverRow])], providers: shared, exports: shared })
export class BackupMakingModule {}
