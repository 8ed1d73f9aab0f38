import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { MakingService } from './make/making.service.js';

/** Settles what an earlier run left half-way at the start, so that the list is right, and hourly after that by the schedule. */
@Injectable()
export class BackupStartup implements OnApplicationBootstrap {
  constructor(
    private readonly making: MakingService,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.making.tidyUp();
    } catch (cause) {
      // Backups must not keep people from their work; the probe says when the directory cannot be used, and the next run tries again.
      this.log.warn('leftovers of interrupted backups were not cleaned up', { error: errorName(cause) });
    }
  }
}
