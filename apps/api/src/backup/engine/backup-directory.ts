import { Inject, Injectable } from '@nestjs/common';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '#platform/config/environment.js';
import { uuidv7 } from '#platform/ids.js';
import { ENVIRONMENT } from '#platform/platform.module.js';

@Injectable()
export class BackupDirectory {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** Writes and removes a file for real: permissions and full disks show only then. Throws what the file system says. */
  async tryWriting(): Promise<void> {
    const path = join(this.environment.backupDir, `.probe-${uuidv7(Date.now())}`);
    const file = await open(path, 'wx', 0o600);
    try {
      await file.write('chat-man');
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }
}
