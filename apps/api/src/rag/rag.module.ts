import { Module } from '@nestjs/common';
import { AnswerService } from './answer.service.js';
import { BrowsingService } from './browsing.service.js';
import { BuiltInCollection } from './built-in-collection.js';
import { CollectionsRepository } from './collections.repository.js';
import { DocumentsRepository } from './documents.repository.js';
import { IndexKeys } from './index-keys.js';
import { IndexReader } from './index-reader.js';
import { IngestionService } from './ingestion.service.js';
import { KnowledgeFileProbe } from './knowledge-file.probe.js';
import { KnowledgeFileService } from './knowledge-file.service.js';
import { OpenedIndex } from './opened-index.js';
import { PassagesRepository } from './passages.repository.js';
import { RagController } from './rag.controller.js';
import { RagFacade } from './rag.facade.js';
import './rag-tables.js';
import { RagSchedule } from './rag.schedule.js';
import { RetrievalService } from './retrieval.service.js';
import { SearchService } from './search.service.js';
import { SegmentMergeRepository } from './segment-merge.repository.js';
import { SegmentMergeService } from './segment-merge.service.js';
import { SegmentsRepository } from './segments.repository.js';

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
