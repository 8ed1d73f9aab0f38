import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config/settings/settings.js';
import { HealthProbe, type Probe, type ProbeResult } from '#platform/probes/probe.js';
import { BackupRepository } from './runs/backup.repository.js';
import { BackupSettings } from './backup.settings.js';
import { BackupDirectory } from './engine/backup-directory.js';
import { KeepingService } from './keep/keeping.service.js';
import { failureOf } from './make/making.rules.js';

@Injectable()
@HealthProbe({ name: 'backup', vital: false })
export class BackupProbe implements Probe {
  constructor(
    private readonly directory: BackupDirectory,
    private readonly repository: BackupRepository,
    private readonly keeping: KeepingService,
    private readonly settings: Settings,
  ) {}

  async check(): Promise<ProbeResult> {
    if (!this.settings.of(BackupSettings).enabled) return { status: 'warn', message: 'Backups are turned off' };
    try {
      await this.directory.tryWriting();
    } catch (cause) {
      const isFull = failureOf(cause) === 'disk-full';
      return { status: 'fail', message: isFull ? 'The backup disk is full' : 'Can’t write to the backup directory' };
    }
    return this.ofThoseThatAre();
  }

  private async ofThoseThatAre(): Promise<ProbeResult> {
    const newest = (await this.repository.page(null, 2)).find(({ state }) => state !== 'running');
    if (newest?.state === 'failed') return { status: 'warn', message: 'The last backup failed' };
    if (newest?.verifiedValid === false) return { status: 'warn', message: 'The last backup is not valid' };
    if (await this.keeping.isOverdue()) return { status: 'warn', message: 'A backup is overdue' };
    return { status: 'pass', message: 'Backup system operational' };
  }
}
