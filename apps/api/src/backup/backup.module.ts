import { Module } from '@nestjs/common';
import { BackupController } from './backup.controller.js';
import { BackupMakingModule } from './backup-making.module.js';
import { BackupMetrics } from './backup.metrics.js';
import { BackupProbe } from './backup.probe.js';
import { BackupSchedule } from './backup.schedule.js';
import { BackupStartup } from './backup.startup.js';
import { DeletionService } from './deletion.service.js';
import { NextBackupsReading } from './next-backups.js';
import { RestoreModule } from './restore/restore.module.js';
import { StartingService } from './starting.service.js';
import { TestRestoreController } from './restore/test-restore.controller.js';
import { TestRestoreSchedule } from './restore/test-restore.schedule.js';

@Module({
  imports: [BackupMakingModule, RestoreModule],
  controllers: [BackupController, TestRestoreController],
  providers: [
    BackupProbe,
    BackupMetrics,
    BackupStartup,
    BackupSchedule,
    DeletionService,
    NextBackupsReading,
    StartingService,
    TestRestoreSchedule,
  ],
})
export class BackupModule {}
