import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Jobs } from '#platform/jobs/jobs.js';
import { SegmentMergeService } from './index/segment-merge.service.js';

/** Every five minutes, once in the whole installation: a merge that is not needed costs one small query a collection. */
@Injectable()
export class RagSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly merges: SegmentMergeService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: 'rag.tidy-index',
      cron: '*/5 * * * *',
      expireInSeconds: 1800,
      retryLimit: 0,
      handle: (_, signal) => this.merges.tidy(signal),
    });
  }
}
