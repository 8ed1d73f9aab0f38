import { Module } from '@nestjs/common';
import { RagController } from './rag.controller.js';
import { RagFacade } from './rag.facade.js';
import './rag-tables.js';
import { RagSchedule } from './rag.schedule.js';
import { searchProviders } from './search/search.providers.js';
import { documentsProviders } from './documents/documents.providers.js';
import { knowledgeFileProviders } from './knowledge-file/knowledge-file.providers.js';
import { indexProviders } from './index/index.providers.js';

@Module({
  controllers: [RagController],
  providers: [RagFacade, RagSchedule, ...searchProviders, ...documentsProviders, ...knowledgeFileProviders, ...indexProviders],
  exports: [RagFacade],
})
export class RagModule {}
