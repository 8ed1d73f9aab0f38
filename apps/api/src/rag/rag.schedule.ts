import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Jobs } from '#platform/jobs/jobs.js';
import { Transactions } from '#platform/database/transactions.js';
import { Clock } from '#platform/clock.js';
import { VersionsRepository } from './documents/versions.repository.js';
import { SegmentMergeService } from './index/segment-merge.service.js';
import { EmbeddingService } from './meaning/embedding.service.js';

/** Milliseconds after which an upload counts as given up: longer than any request may take. */
const unfinishedForMs = 2 * 3_600_000;

/**
 * Once in the whole installation: merges every five minutes, one that is not needed costs one small query a collection; vectors for new
 * passages every minute, which costs one query where there are none.
 */
@Injectable()
export class RagSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly merges: SegmentMergeService,
    private readonly versions: VersionsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly embedding: EmbeddingService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: 'rag.tidy-index',
      cron: '*/5 * * * *',
      expireInSeconds: 1800,
      retryLimit: 0,
      handle: (_, signal) => this.merges.tidy(signal),
    });
    await this.jobs.perform({
      name: 'rag.embed',
      cron: '* * * * *',
      expireInSeconds: 3600,
      retryLimit: 0,
      handle: async (_, signal) => void (await this.embedding.embedAll(signal)),
    });
    await this.jobs.perform({ name: 'rag.forget-unfinished', cron: '*/10 * * * *', handle: () => this.forgetUnfinished() });
  }

  /** Uploads whose receiver died. What of them is there is sealed, and nobody sees it. */
  private async forgetUnfinished(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - unfinishedForMs);
    await this.transactions.run((tx) => this.versions.removeAbandoned(tx, before));
  }
}
