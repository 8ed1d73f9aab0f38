import { TemporaryAnswers } from './temporary-answers.js';
import { TemporaryService } from './temporary.service.js';

export const temporaryProviders = [TemporaryAnswers, TemporaryService];
