import { ApiModelsService } from './api-models.service.js';
import { CompletionWriter } from './completion-writer.js';
import { CompletionService } from './completion.service.js';
import { EmbeddingsService } from './embeddings.service.js';
import { OpenCompletions } from './open-completions.js';

export const completionsProviders = [ApiModelsService, CompletionService, CompletionWriter, EmbeddingsService, OpenCompletions];
