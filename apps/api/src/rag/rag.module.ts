import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachmentsFacade } from './attachments/attachments.facade.js';
import { attachmentsProviders } from './attachments/attachments.providers.js';
import { CollectionsController } from './collections/collections.controller.js';
import { collectionsProviders, collectionsTables } from './collections/collections.providers.js';
import { DocumentExpiryModule } from './document-expiry.module.js';
import { DocumentsController } from './documents/documents.controller.js';
import { documentsProviders, documentsTables } from './documents/documents.providers.js';
import { evaluationProviders, evaluationTables } from './evaluation/evaluation.providers.js';
import { EvaluationsController } from './evaluation/evaluations.controller.js';
import { indexProviders, indexTables } from './index/index.providers.js';
import { intakeProviders } from './intake/intake.providers.js';
import { knowledgeFileProviders } from './knowledge-file/knowledge-file.providers.js';
import { meaningProviders, meaningTables } from './meaning/meaning.providers.js';
import { RagController } from './rag.controller.js';
import { RagFacade } from './rag.facade.js';
import { RagSchedule } from './rag.schedule.js';
import { searchProviders } from './search/search.providers.js';
import { spellingProviders, spellingTables } from './spelling/spelling.providers.js';

@Module({
  imports: [
    DocumentExpiryModule,
    TypeOrmModule.forFeature([
      ...collectionsTables,
      ...documentsTables,
      ...indexTables,
      ...meaningTables,
      ...spellingTables,
      ...evaluationTables,
    ]),
  ],
  controllers: [CollectionsController, DocumentsController, EvaluationsController, RagController],
  providers: [
    RagFacade,
    RagSchedule,
    ...attachmentsProviders,
    ...collectionsProviders,
    ...documentsProviders,
    ...intakeProviders,
    ...searchProviders,
    ...knowledgeFileProviders,
    ...indexProviders,
    ...meaningProviders,
    ...spellingProviders,
    ...evaluationProviders,
  ],
  exports: [RagFacade, AttachmentsFacade],
})
export class RagModule {}
