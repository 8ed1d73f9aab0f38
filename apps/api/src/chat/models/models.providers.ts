import { ModelManagementService } from './model-management.service.js';
import { ModelPullRow } from './model-pull.entity.js';
import { ModelPullsRepository } from './model-pulls.repository.js';
import { PullModelJob } from './pull-model.job.js';

export const modelTables = [ModelPullRow];
export const modelManagementProviders = [ModelManagementService, ModelPullsRepository, PullModelJob];
