import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Metrics } from '#platform/metrics/metrics.js';
import { BackupRepository } from './runs/backup.repository.js';

/** What an operator is woken for: that there is no recent backup. */
@Injectable()
export class BackupMetrics {
  constructor(metrics: Metrics, repository: BackupRepository, clock: Clock) {
    metrics.sampled('backup_newest_age_seconds', 'Age of the newest finished backup; NaN if there is none.', async () => {
      const [newest] = await repository.finished();
      return newest ? (clock.now().getTime() - newest.createdAt.getTime()) / 1000 : NaN;
    });
    metrics.sampled(
      'backup_proof_age_seconds',
      'Time since a backup was last restored as a test; NaN if none ever was.',
      async () => {
        const tested = await repository.lastTestedAt();
        return tested === null ? NaN : (clock.now().getTime() - tested.getTime()) / 1000;
      },
    );
  }
}
