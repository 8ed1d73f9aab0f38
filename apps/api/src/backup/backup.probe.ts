import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings.js';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { BackupSettings } from './backup.settings.js';
import { BackupDirectory } from './engine/backup-directory.js';

@Injectable()
@HealthProbe({ name: 'backup', vital: false })
export class BackupProbe implements Probe {
  constructor(
    private readonly directory: BackupDirectory,
    private readonly settings: Settings,
  ) {}

  async check(): Promise<ProbeResult> {
    if (!this.settings.of(BackupSettings).enabled) return { status: 'warn', message: 'Backups are switched off' };
    try {
      await this.directory.tryWriting();
      return { status: 'pass', message: 'Backup system operational' };
    } catch {
      return { status: 'fail', message: 'Backup directory cannot be written' };
    }
  }
}
