import { Injectable } from '@nestjs/common';
import type { Model, ModelList } from '#contracts/chat/chat.js';
import { Settings } from '#platform/config/settings/settings.js';
import { RetentionPeriods } from '#platform/retention/retention-periods.js';
import { ModelSettings } from '../chat.settings.js';
import { failureOf } from '../chat.errors.js';
import { ConfiguredProvider } from '../providers/configured-provider.js';
import { ModelCatalogue } from '../providers/catalogue/model-catalogue.js';
import { chosenModel, isForEmbeddings } from '../providers/catalogue/model-choice.rules.js';
import { isCloudModel } from '../providers/refusal.rules.js';

const extractive: Model = {
  name: 'extractive',
  provider: 'extractive',
  place: 'this-host',
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
    private readonly periods: RetentionPeriods,
  ) {}

  async list(): Promise<ModelList> {
    const models = await this.ofServer();
    const hasDefault = models.some((model) => model.isDefault && model.available);
    return { items: [...models, { ...extractive, isDefault: !hasDefault }], keptDays: await this.keptDays() };
  }

  private async ofServer(): Promise<Model[]> {
    const { provider } = this.configured;
    if (!provider) return [];
    const { name, context_tokens: contextTokens } = this.settings.of(ModelSettings);
    const { isReachable, failure, models } = await this.catalogue.current();
    const rules = this.catalogue.rulesFor(provider);
    const chosen = isReachable ? chosenModel(null, name, models, rules) : null;
    const byDefault = typeof chosen === 'object' ? chosen?.model : undefined;
    const isNamed = (model: string, named: string | undefined): boolean => model === named || model === `${named}:latest`;
    const listed = models
      .filter((model) => !isForEmbeddings(model.name))
      .map((model): Model => {
        const isRefused = model.remoteHost !== null && !rules.allowsRemote;
        return {
          name: model.name,
          provider: provider.id,
          place: model.remoteHost === null ? provider.place : 'outside',
          available: !isRefused,
          isDefault: isNamed(model.name, byDefault),
          reason: isRefused ? failureOf('model-name-refused').detail : null,
          contextTokens,
          sizeBytes: model.sizeBytes,
        };
      });
    if (listed.some((model) => isNamed(model.name, name))) return listed;
    const isAsked = byDefault === name; // of a server that lists no models
    const reason = isReachable ? (typeof chosen === 'string' ? chosen : 'model-not-found') : (failure ?? 'model-unreachable');
    const unlisted: Model = {
      name,
      provider: provider.id,
      place: isCloudModel(name) ? 'outside' : provider.place,
      available: isAsked,
      isDefault: isAsked,
      reason: isAsked ? null : failureOf(isCloudModel(name) && !rules.allowsRemote ? 'model-name-refused' : reason).detail,
      contextTokens,
      sizeBytes: null,
    };
    return [...listed, unlisted];
  }

  /** For the note under the composer; read by key, since retention's own settings belong to another room. */
  private async keptDays(): Promise<number | null> {
    const isOn = this.settings.list().find(({ leaf }) => leaf.path.join('.') === 'retention.enabled')?.value;
    return isOn === true ? this.periods.daysOf('conversation') : null;
  }
}
