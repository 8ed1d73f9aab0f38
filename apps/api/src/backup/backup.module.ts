import { Module } from '@nestjs/common';
import { BackupController } from './backup.controller.js';
import { BackupFirstStep } from './backup-first-step.js';
import { BackupMakingModule } from './backup-making.module.js';
import { BackupAlerts } from './backup.alerts.js';
import { BackupMetrics } from './backup.metrics.js';
import { BackupEvidence } from './verify/backup-evidence.js';
import { BackupProbe } from './backup.probe.js';
import { BackupSchedule } from './make/backup.schedule.js';
import { BackupJobs } from './following/backup-jobs.js';
import { BackupStartup } from './backup.startup.js';
import { CarryOverWatch } from './keyring-copy/carry-over-watch.js';
import { CopiesAfterErasure } from './keyring-copy/copies-after-erasure.js';
import { BackupArchive } from './download/engine/backup-archive.js';
import { DownloadService } from './download/download.service.js';
import { CopiesController } from './copies.controller.js';
import { DeletionService } from './keep/deletion.service.js';
import { NextBackupsReading } from './make/next-backups.js';
import { RestoreController } from './restore/portal/restore.controller.js';
import { RestoreRequestService } from './restore/portal/restore-request.service.js';
import { RestoreModule } from './restore/restore.module.js';
import { StartingService } from './make/starting.service.js';
import { TestRestoreController } from './restore/test/test-restore.controller.js';
import { TestRestoreSchedule } from './restore/test/test-restore.schedule.js';

@Module({
  imports: [BackupMakingModule, RestoreModule],
  controllers: [CopiesController, BackupController, TestRestoreController, RestoreController],
  providers: [
    BackupFirstStep,
    BackupProbe,
    BackupEvidence,
    BackupAlerts,
    BackupMetrics,
    BackupJobs,
    BackupStartup,
    BackupSchedule,
    CopiesAfterErasure,
    CarryOverWatch,
    BackupArchive,
    DeletionService,
    DownloadService,
    NextBackupsReading,
    RestoreRequestService,
    StartingService,
    TestRestoreSchedule,
  ],
})
export class BackupModule {}
