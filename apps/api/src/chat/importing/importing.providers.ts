import { ImportedRow, ImportPartRow, ImportRunRow } from './import.entity.js';
import { ImportJob } from './import.job.js';
import { ImportRepository } from './import.repository.js';
import { ImportService } from './import.service.js';

export const importingEntities = [ImportedRow, ImportPartRow, ImportRunRow];
export const importingProviders = [ImportJob, ImportRepository, ImportService];
