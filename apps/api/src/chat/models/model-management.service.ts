import { Injectable } from '@nestjs/common';
import type { ModelPullStarted, ModelPulls, PullModel } from '#contracts/chat/models.js';
import type { AuditedCall } from '#platform/access/call.js';
import { Settings } from '#platform/config/settings/settings.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { failureOf, modelsNotManaged, noSuchModel } from '../chat.errors.js';
import { ProviderSettings } from '../chat.settings.js';
import { ModelCatalogue } from '../providers/catalogue/model-catalogue.js';
import { ConfiguredProvider } from '../providers/configured-provider.js';
import { ProviderFailure, type ModelManager } from '../providers/llm-provider.js';
import { isCloudModel } from '../providers/refusal.rules.js';
import { ModelPullsRepository } from './model-pulls.repository.js';
import { PULL_MODEL } from './pull-model.job.js';

/** As many as a list of jobs has on a page. */
const mostPulls = 200;

/** Which models the server has: downloading and deleting them. Only Ollama offers that. */
@Injectable()
export class ModelManagementService {
  constructor(
    private readonly configured: ConfiguredProvider,
    private readonly catalogue: ModelCatalogue,
    private readonly pulls: ModelPullsRepository,
    private readonly jobs: TrackedJobs,
    private readonly settings: Settings,
  ) {}

  /** @throws Problem `models-not-managed`, `model-name-refused` */
  async pull({ tx, actor, audit }: AuditedCall, { name }: PullModel): Promise<ModelPullStarted> {
    this.manager();
    if (isCloudModel(name) && !this.settings.of(ProviderSettings).allowRemoteModels) throw failureOf('model-name-refused');
    audit.add({ object: { type: 'model', id: name } });
    const id = await this.jobs.start(tx, { kind: PULL_MODEL, ownerId: actor.id, scopeId: null, objectId: null });
    await this.pulls.add(tx, { jobId: id, model: name });
    return { job: { id } };
  }

  async newestPulls(): Promise<ModelPulls> {
    const pulls = await this.pulls.newest(mostPulls);
    return { items: pulls.map(({ jobId, model }) => ({ job: { id: jobId }, model })) };
  }

  /** @throws Problem `models-not-managed`, `no-such-model`, `model-unreachable` and what else a server can fail by */
  async remove({ audit }: AuditedCall, name: string): Promise<void> {
    const manager = this.manager();
    audit.add({ object: { type: 'model', id: name } });
    try {
      await manager.remove(name);
    } catch (cause) {
      if (!(cause instanceof ProviderFailure)) throw cause;
      throw cause.code === 'model-not-found' ? noSuchModel({ cause }) : failureOf(cause.code, { cause });
    }
    await this.catalogue.refresh();
  }

  private manager(): ModelManager {
    const manager = this.configured.provider?.manager;
    if (manager === undefined) throw modelsNotManaged();
    return manager;
  }
}
