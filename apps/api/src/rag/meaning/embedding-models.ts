import { Injectable } from '@nestjs/common';
import { InvalidSettings } from '#platform/config/settings/settings-merge.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Log } from '#platform/logging/log.js';
import { Outbound } from '#platform/outbound/outbound.js';
import { RetrievalSettings } from '../retrieval.settings.js';
import { Embedder, EMBEDDING_MODEL } from './engine/embedder.js';
import type { EmbeddingModel } from './engine/embedding-model.js';
import { EmbeddingServer } from './engine/embedding-server.js';
import { tokenIn } from './engine/token-file.js';
import { embeddingsFaults } from './embeddings-settings.rules.js';

const OLLAMA = 'http://localhost:11434';

/** The embedding model that is configured, and those of which there are still vectors. */
@Injectable()
export class EmbeddingModels {
  readonly configured: EmbeddingModel;
  /** Its name, as other programs ask for it. */
  readonly name: string;

  constructor(
    private readonly included: Embedder,
    private readonly settings: Settings,
    private readonly outbound: Outbound,
    private readonly log: Log,
  ) {
    const { kind, model } = settings.of(RetrievalSettings).embeddings;
    const faults = embeddingsFaults(settings.of(RetrievalSettings).embeddings);
    if (faults.length > 0) throw new InvalidSettings(faults);
    this.name = kind === 'included' || model === null ? includedName : model;
    this.configured = kind === 'included' || model === null ? included : this.served(model);
  }

  /** The model that made vectors with this id, where it is still there. */
  async byId(id: string): Promise<EmbeddingModel | null> {
    if (id === EMBEDDING_MODEL) return this.included;
    const { kind } = this.settings.of(RetrievalSettings).embeddings;
    const name = /^(ollama|openai)\/(.+?)(?:@[0-9a-f]+)?$/u.exec(id);
    if (name === null || name[1] !== kind) return null;
    const model = this.served(name[2]!);
    return (await model.id()) === id ? model : null;
  }

  private served(model: string): EmbeddingServer {
    const { kind, baseUrl, tokenFile, questionPrefix, passagePrefix, leastSimilarity } =
      this.settings.of(RetrievalSettings).embeddings;
    return new EmbeddingServer(
      {
        kind: kind === 'openai' ? 'openai' : 'ollama',
        baseUrl: baseUrl ?? OLLAMA,
        model,
        headers: tokenFile === null ? {} : { authorization: `Bearer ${tokenIn(tokenFile)}` },
        leastSimilarity,
        prefixes: { question: questionPrefix, passage: passagePrefix },
      },
      this.outbound,
      this.log,
    );
  }
}

/** As `GET /v1/models` lists the model that comes with Chat Man. */
export const includedName = 'all-MiniLM-L6-v2';
