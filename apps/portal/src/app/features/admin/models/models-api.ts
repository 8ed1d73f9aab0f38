import { Service, inject } from '@angular/core';
import { ModelList } from '#contracts/chat/chat.js';
import { ModelPullStarted, ModelPulls } from '#contracts/chat/models.js';
import { PortalApi } from '../../../core/api/portal-api.js';

/** The calls about the models of the model server. */
@Service()
export class ModelsApi {
  private readonly api = inject(PortalApi);

  async models(): Promise<ModelList['items']> {
    return (await this.api.read('/chat/models', ModelList)).items;
  }

  pull(name: string): Promise<ModelPullStarted> {
    return this.api.read('/chat/models/pull', ModelPullStarted, { method: 'POST', once: true, body: { name } });
  }

  /** The model of each download, by the id of its job. */
  async pulls(): Promise<ReadonlyMap<string, string>> {
    const { items } = await this.api.read('/chat/models/pulls', ModelPulls, { background: true });
    return new Map(items.map(({ job, model }) => [job.id, model]));
  }

  remove(name: string): Promise<void> {
    return this.api.tell(`/chat/models/${encodeURIComponent(name)}`, { method: 'DELETE' });
  }
}
