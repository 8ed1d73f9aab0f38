import { Module } from '@nestjs/common';
import { AnswerService } from './search/answer.service.js';
import { BrowsingService } from './documents/browsing.service.js';
import { BuiltInCollection } from './knowledge-file/built-in-collection.js';
import { CollectionsRepository } from './documents/collections.repository.js';
import { DocumentsRepository } from './documents/documents.repository.js';
import { IndexKeys } from './index/index-keys.js';
import { IndexReader } from './index/index-reader.js';
import { IngestionService } from './documents/ingestion.service.js';
import { KnowledgeFileProbe } from './knowledge-file/knowledge-file.probe.js';
import { KnowledgeFileService } from './knowledge-file/knowledge-file.service.js';
import { OpenedIndex } from './index/opened-index.js';
import { PassagesRepository } from './search/passages.repository.js';
import { RagController } from './rag.controller.js';
import { RagFacade } from './rag.facade.js';
import './rag-tables.js';
import { RagSchedule } from './rag.schedule.js';
import { RetrievalService } from './search/retrieval.service.js';
import { SearchService } from './search/search.service.js';
import { SegmentMergeRepository } from './index/segment-merge.repository.js';
import { SegmentMergeService } from './index/segment-merge.service.js';
import { SegmentsRepository } from './index/segments.repository.js';

@Module({
  controllers: [RagController],
  providers: [
    AnswerService,
    BrowsingService,
    BuiltInCollection,
    CollectionsRepository,
    DocumentsRepository,
    IndexKeys,
    IndexReader,
    IngestionService,
    KnowledgeFileProbe,
    KnowledgeFileService,
    OpenedIndex,
    PassagesRepository,
    RagFacade,
    RagSchedule,
    RetrievalService,
    SearchService,
    SegmentMergeRepository,
    SegmentMergeService,
    SegmentsRepository,
  ],
  exports: [RagFacade],
})
export class RagModule {}
