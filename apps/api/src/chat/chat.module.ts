import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { RagModule } from '../rag/rag.module.js';
import { ConversationExpiryModule } from './conversation-expiry.module.js';
import { attachmentProviders, attachmentTables } from './attachments/attachments.providers.js';
import { AttachmentsController } from './http/attachments.controller.js';
import { TemporaryController } from './http/temporary.controller.js';
import { temporaryProviders } from './temporary/temporary.providers.js';
import { ChatController } from './http/chat.controller.js';
import { ChatMetrics } from './chat.metrics.js';
import { ModelFirstStep } from './model-first-step.js';
import { ModelProbe } from './chat.probe.js';
import { ConversationRow } from './conversation/conversation.entity.js';
import { ConversationsController } from './http/conversations.controller.js';
import { ExportsController } from './http/exports.controller.js';
import { SystemPrompt } from './engine/system-prompt.js';
import { GenerationRow } from './generation/generation.entity.js';
import { GenerationNotices } from './events/generation-notices.js';
import { GenerationsController } from './http/generations.controller.js';
import { FeedbackRow } from './message/feedback.entity.js';
import { MessageRow } from './message/message.entity.js';
import { MessagesController } from './http/messages.controller.js';
import { generationProviders } from './generation/generation.providers.js';
import { askingProviders } from './asking/asking.providers.js';
import { CopyService } from './copying/copy.service.js';
import { findingProviders } from './finding/finding.providers.js';
import { indexingEntities, indexingProviders } from './indexing/indexing.providers.js';
import { libraryEntities, libraryProviders } from './library/library.providers.js';
import { sharingEntities, sharingProviders } from './sharing/sharing.providers.js';
import { PromptsController } from './http/prompts.controller.js';
import { importingEntities, importingProviders } from './importing/importing.providers.js';
import { ImportController } from './http/import.controller.js';
import { SharesController } from './http/shares.controller.js';
import { SearchController } from './http/search.controller.js';
import { exportProviders } from './export/export.providers.js';
import { modelManagementProviders, modelTables } from './models/models.providers.js';
import { modelProviders } from './providers/model.providers.js';
import { completionsProviders } from './completions/completions.providers.js';
import { ModelsController } from './http/models.controller.js';
import { OpenAiController } from './http/openai.controller.js';
import { conversationProviders } from './conversation/conversation.providers.js';
import { messageProviders } from './message/message.providers.js';

@Module({
  imports: [
    AuthModule,
    ConversationExpiryModule,
    RagModule,
    TypeOrmModule.forFeature([
      ConversationRow,
      MessageRow,
      FeedbackRow,
      GenerationRow,
      ...attachmentTables,
      ...modelTables,
      ...indexingEntities,
      ...libraryEntities,
      ...sharingEntities,
      ...importingEntities,
    ]),
  ],
  controllers: [
    ChatController,
    ConversationsController,
    MessagesController,
    GenerationsController,
    ExportsController,
    OpenAiController,
    SearchController,
    SharesController,
    ImportController,
    PromptsController,
    ModelsController,
    AttachmentsController,
    TemporaryController,
  ],
  providers: [
    ChatMetrics,
    ModelFirstStep,
    ModelProbe,
    GenerationNotices,
    SystemPrompt,
    ...generationProviders,
    ...askingProviders,
    CopyService,
    ...findingProviders,
    ...libraryProviders,
    ...sharingProviders,
    ...importingProviders,
    ...indexingProviders,
    ...exportProviders,
    ...completionsProviders,
    ...attachmentProviders,
    ...temporaryProviders,
    ...modelProviders,
    ...modelManagementProviders,
    ...conversationProviders,
    ...messageProviders,
  ],
})
export class ChatModule {}
