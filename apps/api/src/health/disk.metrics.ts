import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { Metrics } from '#platform/metrics/metrics.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { DiskSpace } from './engine/disk-space.js';

/** How full the disk of the data directory is. */
@Injectable()
export class DiskMetrics {
  constructor(metrics: Metrics, disk: DiskSpace, @Inject(ENVIRONMENT) { dataDir }: Environment) {
    metrics.sampled('disk_used_ratio', 'Share of the disk of the data directory that is used.', async () => {
      const { used, total } = await disk.of(dataDir);
      return used / total;
    });
    metrics.sampled('disk_free_bytes', 'Bytes that can still be written where the data directory is.', async () => {
      const { used, total } = await disk.of(dataDir);
      return total - used;
    });
  }
}
