import { IndexKeys } from './index-keys.js';
import { IndexReader } from './index-reader.js';
import { OpenedIndex } from './opened-index.js';
import { SegmentMergeRepository } from './segment-merge.repository.js';
import { SegmentMergeService } from './segment-merge.service.js';
import { PostingRow, SegmentDocumentRow, SegmentRow } from './segment.entity.js';
import { SegmentsRepository } from './segments.repository.js';

export const indexTables = [SegmentRow, SegmentDocumentRow, PostingRow];
export const indexProviders = [
  IndexKeys,
  IndexReader,
  OpenedIndex,
  SegmentMergeRepository,
  SegmentMergeService,
  SegmentsRepository,
];
