import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { Feedback, GenerationStarted, SendMessage } from '#contracts/chat.js';
import { Id } from '#contracts/common.js';
import type { Actor } from '#platform/access/actor.js';
import { Audits, Requires, Takes } from '#platform/access/declarations.js';
import { CurrentActor, InTransaction, Noting, type AuditNote } from '#platform/access/parameters.js';
import type { Tx } from '#platform/database/transactions.js';
import { Answers } from '#platform/http/answers.js';
import { generationStartedDto } from '../chat.mapper.js';
import { MessageService } from '../message/message.service.js';
import { QuestionService } from '../asking/question.service.js';

@Controller('chat')
export class MessagesController {
  constructor(
    private readonly questions: QuestionService,
    private readonly messages: MessageService,
  ) {}

  @Post('conversations/:id/messages')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('message.sent')
  @Answers(GenerationStarted, 202)
  async send(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) conversationId: string,
    @Body({ schema: SendMessage }) question: SendMessage,
    @InTransaction() tx: Tx,
    @Noting() note: AuditNote,
  ): Promise<GenerationStarted> {
    const started = await this.questions.send(tx, actor, conversationId, question);
    note.object = { type: 'message', id: started.userMessage!.id }; // what was sent; how its answer ended is an event of its own
    return generationStartedDto(started);
  }

  @Post('messages/:id/regenerate')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('message.regenerated')
  @Answers(GenerationStarted, 202)
  async regenerate(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) messageId: string,
    @InTransaction() tx: Tx,
    @Noting() note: AuditNote,
  ): Promise<GenerationStarted> {
    const started = await this.questions.regenerate(tx, actor, messageId);
    note.object = { type: 'message', id: started.assistantMessage.id };
    return generationStartedDto(started);
  }

  @Put('messages/:id/feedback')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('feedback.given')
  @Answers(Feedback)
  rate(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) messageId: string,
    @Body({ schema: Feedback }) feedback: Feedback,
    @InTransaction() tx: Tx,
  ): Promise<Feedback> {
    return this.messages.rate(tx, actor, messageId, feedback);
  }
}
