import { BacklogRepository } from './backlog.repository.js';
import { IndexReading } from './index-reading.js';
import { SearchRepository } from './search.repository.js';
import { SearchSchedule } from './search.schedule.js';
import { SearchService } from './search.service.js';

export const findingProviders = [BacklogRepository, IndexReading, SearchRepository, SearchSchedule, SearchService];
