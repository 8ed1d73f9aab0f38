import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RagController } from './rag.controller.js';
import { RagFacade } from './rag.facade.js';
import { RagSchedule } from './rag.schedule.js';
import { searchProviders } from './search/search.providers.js';
import { documentsProviders, documentsTables } from './documents/documents.providers.js';
import { knowledgeFileProviders } from './knowledge-file/knowledge-file.providers.js';
import { indexProviders, indexTables } from './index/index.providers.js';

@Module({
  imports: [TypeOrmModule.forFeature([...documentsTables, ...indexTables])],
  controllers: [RagController],
  providers: [RagFacade, RagSchedule, ...searchProviders, ...documentsProviders, ...knowledgeFileProviders, ...indexProviders],
  exports: [RagFacade],
})
export class RagModule {}
