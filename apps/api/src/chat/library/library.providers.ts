import { OwnInstructionsRepository } from './own-instructions.repository.js';
import { OwnInstructionsService } from './own-instructions.service.js';
import { OwnInstructionsRow, PromptReaderRow, PromptRow } from './prompt.entity.js';
import { PromptRepository } from './prompt.repository.js';
import { PromptService } from './prompt.service.js';

export const libraryEntities = [OwnInstructionsRow, PromptReaderRow, PromptRow];
export const libraryProviders = [OwnInstructionsRepository, OwnInstructionsService, PromptRepository, PromptService];
