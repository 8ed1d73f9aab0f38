import { Module } from '@nestjs/common';
import { BackupController } from './backup.controller.js';
import { BackupMakingModule } from './backup-making.module.js';
import { BackupProbe } from './backup.probe.js';
import { BackupStartup } from './backup.startup.js';

@Module({
  imports: [BackupMakingModule],
  controllers: [BackupController],
  providers: [BackupProbe, BackupStartup],
})
export class BackupModule {}
