import { Embedder } from './engine/embedder.js';
import { EmbeddingModels } from './embedding-models.js';
import { EmbeddingService } from './embedding.service.js';
import { MeaningProbe } from './meaning.probe.js';
import { EmbeddingRecipient } from './embedding-recipient.js';
import { MeaningSearch } from './meaning-search.js';
import { ModelInForce } from './model-in-force.js';
import { TextVectors } from './text-vectors.js';
import { VectorBlockRow } from './vector-block.entity.js';
import { VectorsRepository } from './vectors.repository.js';

export const meaningTables = [VectorBlockRow];
export const meaningProviders = [
  Embedder,
  EmbeddingModels,
  EmbeddingRecipient,
  EmbeddingService,
  MeaningProbe,
  MeaningSearch,
  ModelInForce,
  TextVectors,
  VectorsRepository,
];
