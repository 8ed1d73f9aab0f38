import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { SearchIndex } from '../indexing/search-index.js';
import { SegmentMergeService } from '../indexing/segment-merge.service.js';
import { BacklogRepository } from './backlog.repository.js';

const backlogJob = 'chat.index-backlog';
/** Texts indexed in one transaction. */
const batch = 200;

/** Once in the whole installation, every minute: indexes what is not in the index yet, and keeps the index of each person in few parts. */
@Injectable()
export class SearchSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly backlog: BacklogRepository,
    private readonly index: SearchIndex,
    private readonly merges: SegmentMergeService,
    private readonly keyring: Keyring,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: backlogJob,
      cron: '* * * * *',
      expireInSeconds: 3600,
      handle: (_, signal) => this.indexBacklog(signal),
    });
    await this.jobs.perform({
      name: 'chat.tidy-search',
      cron: '* * * * *',
      expireInSeconds: 3600,
      retryLimit: 0,
      handle: (_, signal) => this.merges.tidyAll(signal),
    });
    await this.transactions.run((tx) => this.jobs.enqueue(tx, backlogJob, {}));
  }

  /** Stops between two batches when the signal aborts; the next run goes on. */
  async indexBacklog(signal?: AbortSignal): Promise<void> {
    for (let owner = await this.backlog.nextOwner(null); owner !== null; owner = await this.backlog.nextOwner(owner)) {
      let indexed = 0;
      while (signal?.aborted !== true) {
        const taken = await this.indexSome(owner);
        if (taken === 0) break;
        indexed += taken;
        if (indexed % (5 * batch) === 0) await this.merges.tidy(owner, signal);
      }
      if (signal?.aborted === true) return;
    }
  }

  private indexSome(ownerId: string): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ids = await this.backlog.take(tx, ownerId, batch);
      if (ids.length === 0) return 0;
      try {
        const sealer = await this.keyring.forSubject(ownerId, tx);
        const texts = await this.backlog.textsOf(tx, await this.keyring.readerForSubject(ownerId), ids);
        await this.index.add(tx, sealer, ownerId, texts);
      } catch (error) {
        // The texts of an erased person are about to go.
        if (!(error instanceof Problem && error.code === 'key-destroyed')) throw error;
      }
      return ids.length;
    });
  }
}
