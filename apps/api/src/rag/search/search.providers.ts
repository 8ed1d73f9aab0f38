import { AnswerService } from './answer.service.js';
import { PassagesRepository } from './passages.repository.js';
import { RetrievalService } from './retrieval.service.js';
import { SearchService } from './search.service.js';

export const searchProviders = [AnswerService, PassagesRepository, RetrievalService, SearchService];
