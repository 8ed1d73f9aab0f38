import { Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { GenerationStarted, GenerationState } from '#contracts/chat/chat.js';
import { Id } from '#contracts/common.js';
import { Audits, Background, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call } from '#platform/access/call.js';
import { Answers, AnswersRaw } from '#platform/http/reference/answers.js';
import { generationStartedDto } from '../chat.mapper.js';
import { QuestionService } from '../asking/question.service.js';
import { GenerationService } from '../generation/generation.service.js';

@Controller('chat/generations')
export class GenerationsController {
  constructor(
    private readonly generations: GenerationService,
    private readonly questions: QuestionService,
  ) {}

  @Get(':id/events')
  @Requires('chat:converse')
  @Background()
  @Unaudited('People follow their own answers; the question was recorded.')
  @AnswersRaw('text/event-stream', 'Events of one answer (`GenerationEvent`). `Last-Event-ID` continues where a reader left off.')
  follow(
    @Ctx() { actor }: Call,
    @Param('id', { schema: Id }) id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    return this.generations.follow(actor, id, lastEventId, response);
  }

  @Post(':id/stop')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('generation.stopped')
  @Answers(GenerationState)
  stop(@Ctx() { tx, actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<GenerationState> {
    return this.generations.stop(tx, actor, id);
  }

  @Post(':id/continue')
  @Requires('chat:converse')
  @Takes('token')
  @Audits('generation.continued')
  @Answers(GenerationStarted, 202)
  async continue(@Ctx() { tx, actor, audit }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<GenerationStarted> {
    const started = await this.questions.continue(tx, actor, id);
    audit.add({ object: { type: 'message', id: started.assistantMessage.id } });
    return generationStartedDto(started);
  }
}
