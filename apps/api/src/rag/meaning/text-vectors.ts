import { Injectable } from '@nestjs/common';
import type { ProviderPlace } from '#contracts/chat/provider.js';
import { Settings } from '#platform/config/settings/settings.js';
import { RetrievalSettings } from '../retrieval.settings.js';
import { EmbeddingModels } from './embedding-models.js';
import { meanOf, partsOf } from './vector-block.rules.js';

export interface NamedModel {
  readonly name: string;
  readonly place: ProviderPlace;
}

/** Few at once: a question that is searched for waits for no more than these. */
const TEXTS_AT_ONCE = 4;

/** Vectors of texts that are no passages. */
@Injectable()
export class TextVectors {
  constructor(
    private readonly models: EmbeddingModels,
    private readonly settings: Settings,
  ) {}

  model(): NamedModel | null {
    const { meaning, embeddings } = this.settings.of(RetrievalSettings);
    return meaning === 'off' ? null : { name: this.models.name, place: embeddings.place ?? 'this-host' };
  }

  async embed(texts: readonly string[]): Promise<readonly Float32Array[] | null> {
    const parts = texts.flatMap((text, nth) => partsOf('', text).map((part) => ({ nth, part })));
    const found: Float32Array[][] = texts.map(() => []);
    for (let at = 0; at < parts.length; at += TEXTS_AT_ONCE) {
      const some = parts.slice(at, at + TEXTS_AT_ONCE);
      const vectors = await this.models.configured.embed(
        some.map(({ part }) => part),
        'passage',
      );
      if (vectors === null) return null;
      some.forEach(({ nth }, place) => vectors[place] && found[nth]!.push(vectors[place]));
    }
    return found.some((vectors) => vectors.length === 0) ? null : found.map(meanOf);
  }
}
