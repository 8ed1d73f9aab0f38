import { SpellingService } from './spelling.service.js';
import { VocabulariesRepository } from './vocabularies.repository.js';
import { VocabularyRow } from './vocabulary.entity.js';

export const spellingTables = [VocabularyRow];
export const spellingProviders = [SpellingService, VocabulariesRepository];
