import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { Feedback, GenerationStarted, Regenerate, SendMessage } from '#contracts/chat/chat.js';
import * as z from 'zod/mini';
import { Id } from '#contracts/common.js';
import { Audits, Requires, Takes } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall } from '#platform/access/call.js';
import { Answers } from '#platform/http/reference/answers.js';
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
    @Ctx() { tx, actor, audit }: AuditedCall,
    @Param('id', { schema: Id }) conversationId: string,
    @Body({ schema: SendMessage }) question: SendMessage,
  ): Promise<GenerationStarted> {
    const started = await this.questions.send(tx, actor, conversationId, question);
    audit.add({ object: { type: 'message', id: started.userMessage!.id } }); // what was sent; how its answer ended is an event of its own
    return generationStartedDto(started);
  }

  @Post('messages/:id/regenerate')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('message.regenerated')
  @Answers(GenerationStarted, 202)
  async regenerate(
    @Ctx() { tx, actor, audit }: AuditedCall,
    @Param('id', { schema: Id }) messageId: string,
    @Body({ schema: z._default(Regenerate, {}) }) { model }: Regenerate,
  ): Promise<GenerationStarted> {
    const started = await this.questions.regenerate(tx, actor, messageId, model ?? null);
    audit.add({ object: { type: 'message', id: started.assistantMessage.id } });
    return generationStartedDto(started);
  }

  @Put('messages/:id/feedback')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('feedback.given')
  @Answers(Feedback)
  rate(
    @Ctx() { tx, actor }: AuditedCall,
    @Param('id', { schema: Id }) messageId: string,
    @Body({ schema: Feedback }) feedback: Feedback,
  ): Promise<Feedback> {
    return this.messages.rate(tx, actor, messageId, feedback);
  }
}
