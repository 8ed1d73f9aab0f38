import { FitService } from './fit.service.js';
import { ModelsService } from './models.service.js';
import { OneShotService } from './one-shot.service.js';
import { QuestionService } from './question.service.js';
import { ChatStartService } from './start.service.js';

export const askingProviders = [ChatStartService, FitService, ModelsService, OneShotService, QuestionService];
