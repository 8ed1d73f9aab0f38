import { EvaluateJob } from './evaluate.job.js';
import { EvaluationRow, GoldenQuestionRow } from './evaluation.entity.js';
import { EvaluationsRepository } from './evaluations.repository.js';
import { EvaluationsService } from './evaluations.service.js';

export const evaluationTables = [GoldenQuestionRow, EvaluationRow];
export const evaluationProviders = [EvaluateJob, EvaluationsRepository, EvaluationsService];
