import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { RagModule } from '../rag/rag.module.js';
import { ChatController } from './chat.controller.js';
import { ChatMetrics } from './chat.metrics.js';
import { ModelProbe } from './chat.probe.js';
import { DeletionSchedule } from './conversation/deletion.schedule.js';
import { ConversationExpiry } from './conversation/conversation.expiry.js';
import { ConversationRow } from './conversation/conversation.entity.js';
import { ConversationRepository } from './conversation/conversation.repository.js';
import { ConversationService } from './conversation/conversation.service.js';
import { ConversationsController } from './conversation/conversations.controller.js';
import { SystemPrompt } from './engine/system-prompt.js';
import { Admission } from './generation/queue/admission.js';
import { AnswerCloser } from './generation/runner/answer-closer.js';
import { AnswerFlusher } from './generation/stream/answer-flusher.js';
import { AnswerSources } from './generation/runner/answer-sources.js';
import { AnswerWriter } from './generation/runner/answer-writer.js';
import { EventFeeds } from './generation/stream/event-feeds.js';
import { GenerationRow } from './generation/generation.entity.js';
import { GenerationNotices } from './generation/generation-notices.js';
import { GenerationLeaseRepository } from './generation/recovery/generation-lease.repository.js';
import { GenerationRepository } from './generation/generation.repository.js';
import { GenerationRunner } from './generation/runner/generation-runner.js';
import { GenerationService } from './generation/generation.service.js';
import { GenerationSweep } from './generation/recovery/generation-sweep.js';
import { GenerationsController } from './generation/generations.controller.js';
import { LiveAnswers } from './generation/stream/live-answers.js';
import { TitleWriter } from './generation/runner/title-writer.js';
import { FeedbackRow } from './message/feedback.entity.js';
import { MessageRow } from './message/message.entity.js';
import { MessageRepository } from './message/message.repository.js';
import { MessageService } from './message/message.service.js';
import { MessagesController } from './message/messages.controller.js';
import { QuestionService } from './message/question.service.js';
import { ModelsService } from './models.service.js';
import { OneShotService } from './one-shot.service.js';
import { ChatStartService } from './start.service.js';
import { ConfiguredProvider } from './providers/configured-provider.js';
import { ModelCatalogue } from './providers/catalogue/model-catalogue.js';

@Module({
  imports: [AuthModule, RagModule, TypeOrmModule.forFeature([ConversationRow, MessageRow, FeedbackRow, GenerationRow])],
  controllers: [ChatController, ConversationsController, MessagesController, GenerationsController],
  providers: [
    Admission,
    AnswerCloser,
    AnswerFlusher,
    AnswerSources,
    AnswerWriter,
    ChatMetrics,
    ChatStartService,
    ConfiguredProvider,
    ConversationExpiry,
    ConversationRepository,
    ConversationService,
    DeletionSchedule,
    EventFeeds,
    GenerationNotices,
    GenerationLeaseRepository,
    GenerationRepository,
    GenerationRunner,
    GenerationService,
    GenerationSweep,
    LiveAnswers,
    MessageRepository,
    MessageService,
    ModelCatalogue,
    ModelProbe,
    ModelsService,
    OneShotService,
    QuestionService,
    SystemPrompt,
    TitleWriter,
  ],
})
export class ChatModule {}
