import { Embedder } from './engine/embedder.js';
import { EmbeddingService } from './embedding.service.js';
import { MeaningProbe } from './meaning.probe.js';
import { MeaningSearch } from './meaning-search.js';
import { VectorBlockRow } from './vector-block.entity.js';
import { VectorsRepository } from './vectors.repository.js';

export const meaningTables = [VectorBlockRow];
export const meaningProviders = [Embedder, EmbeddingService, MeaningProbe, MeaningSearch, VectorsRepository];
