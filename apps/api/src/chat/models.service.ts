import { Injectable } from '@nestjs/common';
import type { Model, ModelList } from '#contracts/chat.js';
import { Settings } from '#platform/config/settings.js';
import { ModelSettings } from './chat.settings.js';
import { failureOf } from './chat.errors.js';
import { ConfiguredProvider } from './providers/configured-provider.js';
import { ModelCatalogue } from './providers/model-catalogue.js';
import { chosenModel, isForEmbeddings } from './providers/model-choice.rules.js';

const extractive: Model = {
  name: 'extractive',
  provider: 'extractive',
  available: true,
  isDefault: false,
  reason: null,
  contextTokens: null,
  sizeBytes: null,
};

/** Which models people can choose from, and why one that they might expect is not there. */
@Injectable()
export class ModelsService {
  constructor(
    private readonly catalogue: ModelCatalogue,
    private readonly configured: ConfiguredProvider,
    private readonly settings: Settings,
  ) {}

  async list(): Promise<ModelList> {
    const models = await this.ofServer();
    const hasDefault = models.some((model) => model.isDefault && model.available);
    return { items: [...models, { ...extractive, isDefault: !hasDefault }], keptDays: this.keptDays() };
  }

  private async ofServer(): Promise<Model[]> {
    const provider = this.configured.provider?.id;
    if (!provider) return [];
    const { name, context_tokens: contextTokens } = this.settings.of(ModelSettings);
    const { isReachable, failure, models } = await this.catalogue.current();
    const byDefault = chosenModel(null, name, models)?.model ?? name;
    const listed = models
      .filter((model) => !isForEmbeddings(model.name))
      .map((model): Model => {
        const isDefault = model.name === byDefault || model.name === `${byDefault}:latest`;
        return {
          name: model.name,
          provider,
          available: true,
          isDefault,
          reason: null,
          contextTokens,
          sizeBytes: model.sizeBytes,
        };
      });
    if (listed.some((model) => model.name === name || model.name === `${name}:latest`)) return listed;
    const reason = isReachable ? failureOf('model-not-found').detail : failureOf(failure ?? 'model-unreachable').detail;
    return [...listed, { name, provider, available: false, isDefault: false, reason, contextTokens, sizeBytes: null }];
  }

  /** For the note under the composer; read by key, since retention's own settings belong to another room. */
  private keptDays(): number | null {
    const value = (key: string): unknown => this.settings.list().find(({ leaf }) => leaf.path.join('.') === key)?.value;
    const days = value('retention.maxSessionAgeDays');
    return value('retention.enabled') === true && typeof days === 'number' ? days : null;
  }
}
