import { Injectable } from '@nestjs/common';
import { EmbeddingModels } from './embedding-models.js';
import type { EmbeddingModel } from './engine/embedding-model.js';
import { VectorsRepository } from './vectors.repository.js';

export interface ModelOfVectors {
  readonly id: string;
  readonly model: EmbeddingModel;
}

const HOLDS_MS = 10_000;

/** By whose vectors passages are found: the configured model's, but those of the model before it until every passage has new ones. */
@Injectable()
export class ModelInForce {
  private known: { readonly found: Promise<ModelOfVectors | null>; readonly until: number } | null = null;

  constructor(
    private readonly models: EmbeddingModels,
    private readonly vectors: VectorsRepository,
  ) {}

  /** Null where there is no model that could be asked. */
  current(): Promise<ModelOfVectors | null> {
    if (this.known === null || this.known.until < Date.now()) {
      const found = this.find();
      this.known = { found, until: Date.now() + HOLDS_MS };
      found.catch(() => (this.known = null));
    }
    return this.known.found;
  }

  private async find(): Promise<ModelOfVectors | null> {
    const { configured } = this.models;
    const [id, there] = await Promise.all([configured.id(), this.vectors.models()]);
    const others = there.filter((each) => each !== id);
    if (others.length > 0 && (id === null || (await this.vectors.unembedded(id, configured.isEnglishOnly, 1)).length > 0)) {
      for (const other of others) {
        const model = await this.models.byId(other);
        if (model !== null) return { id: other, model };
      }
    }
    return id === null ? null : { id, model: configured };
  }
}
