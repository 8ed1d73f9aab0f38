import { Module } from '@nestjs/common';
import { BackupProbe } from './backup.probe.js';
import { BackupDirectory } from './engine/backup-directory.js';

@Module({ providers: [BackupDirectory, BackupProbe] })
export class BackupModule {}
