import { Injectable } from '@nestjs/common';
import type { OpenAiModel, OpenAiModelList } from '#contracts/chat/openai.js';
import { ModelsService } from '../asking/models.service.js';
import { RagFacade } from '../../rag/rag.facade.js';
import { failureOf, unknownModel } from '../chat.errors.js';
import { isForEmbeddings } from '../providers/catalogue/model-choice.rules.js';
import { ModelCatalogue, type ChosenModel } from '../providers/catalogue/model-catalogue.js';

/** The models as OpenAI's clients list them and ask for them: by name, and never another one instead. */
@Injectable()
export class ApiModelsService {
  constructor(
    private readonly models: ModelsService,
    private readonly catalogue: ModelCatalogue,
    private readonly knowledge: RagFacade,
  ) {}

  async list(): Promise<OpenAiModelList> {
    const { items } = await this.models.list();
    const usable = items.filter(({ available, provider }) => available && provider !== 'extractive');
    const embedding = this.knowledge.embeddingModel();
    const models = [
      ...usable.map(({ name, provider, place }) => ({ name, owner: provider as string, place })),
      ...(embedding === null ? [] : [{ ...embedding, owner: 'embeddings' }]),
    ];
    return {
      object: 'list',
      data: models.map(({ name, owner, place }) => ({ id: name, object: 'model', created: 0, owned_by: owner, place })),
    };
  }

  async find(name: string): Promise<OpenAiModel> {
    const model = (await this.list()).data.find(({ id }) => id === name);
    if (!model) throw unknownModel();
    return model;
  }

  /** The model of this name. @throws Problem when there is none, it may not be asked, or no model can be asked just now. */
  async choose(name: string): Promise<ChosenModel> {
    if (isForEmbeddings(name)) throw unknownModel();
    const choice = await this.catalogue.choose(name);
    if (choice.provider) {
      if (choice.notices.includes('other-model')) throw await this.refusalOf(name);
      return choice;
    }
    if (choice.notice === 'model-refused-remote') throw await this.refusalOf(name);
    if (this.catalogue.problem() === 'model-not-found') throw unknownModel();
    throw failureOf('model-unreachable', { retryAfter: 5 });
  }

  private async refusalOf(name: string) {
    const { items } = await this.models.list();
    const isKnown = items.some((model) => model.name === name && model.place === 'outside' && !model.available);
    return isKnown ? failureOf('model-name-refused') : unknownModel();
  }
}
