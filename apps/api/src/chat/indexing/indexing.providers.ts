import {
  SearchBacklogRow,
  SearchBucketRow,
  SearchEntryRow,
  SearchKeyRow,
  SearchRemovalRow,
  SearchSegmentRow,
} from './search-index.entity.js';
import { SearchIndexRepository } from './search-index.repository.js';
import { SearchIndex } from './search-index.js';
import { SearchKeys } from './search-keys.js';
import { SegmentMergeService } from './segment-merge.service.js';

export const indexingEntities = [
  SearchBacklogRow,
  SearchBucketRow,
  SearchEntryRow,
  SearchKeyRow,
  SearchRemovalRow,
  SearchSegmentRow,
];
export const indexingProviders = [SearchIndex, SearchIndexRepository, SearchKeys, SegmentMergeService];
