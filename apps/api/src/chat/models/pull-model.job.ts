import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#platform/database/transactions.js';
import type { JobRun } from '#platform/jobs/tracked/job-kinds.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { modelPullFailed, modelsNotManaged } from '../chat.errors.js';
import { ModelCatalogue } from '../providers/catalogue/model-catalogue.js';
import { ConfiguredProvider } from '../providers/configured-provider.js';
import { ProviderFailure } from '../providers/llm-provider.js';
import { ModelPullsRepository } from './model-pulls.repository.js';
import { PullProgress } from './pull-progress.rules.js';

export const PULL_MODEL = 'chat.pull-model';

/** A large model over a slow line; what was downloaded stays on the server, and the next run goes on there. */
const expireInSeconds = 12 * 3600;

/** Has the model server download a model, and says how far it is. Cancelling closes the connection, which ends the download. */
@Injectable()
export class PullModelJob implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: TrackedJobs,
    private readonly pulls: ModelPullsRepository,
    private readonly configured: ConfiguredProvider,
    private readonly catalogue: ModelCatalogue,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: PULL_MODEL,
      permission: 'models:manage',
      handle: (run) => this.pull(run),
      expireInSeconds,
    });
  }

  private async pull(run: JobRun): Promise<void> {
    const manager = this.configured.provider?.manager;
    const model = await this.pulls.modelOf(run.id);
    if (manager === undefined || model === null) throw modelsNotManaged();
    const progress = new PullProgress();
    try {
      for await (const line of manager.pull(model, run.signal)) await run.progress(progress.after(line));
    } catch (cause) {
      if (!(cause instanceof ProviderFailure) || run.signal.aborted) throw cause;
      throw modelPullFailed({ cause });
    }
    await this.catalogue.refresh();
    await this.transactions.run((tx) => run.complete(tx, { model }));
  }
}
