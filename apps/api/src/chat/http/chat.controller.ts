import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { FitQuestion, QuestionFit } from '#contracts/chat/question-fit.js';
import { AskOnce, ChatStart, ChatStartQuery, ConversationFolders, ModelList } from '#contracts/chat/chat.js';
import { AuditsItself, Background, DoneOnce, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call, type IdempotentCall } from '#platform/access/call.js';
import { Answers, AnswersRaw } from '#platform/http/reference/answers.js';
import { ModelsService } from '../asking/models.service.js';
import { OneShotService } from '../asking/one-shot.service.js';
import { FitService } from '../asking/fit.service.js';
import { ChatStartService } from '../asking/start.service.js';
import { ConversationService } from '../conversation/conversation.service.js';

@Controller('chat')
export class ChatController {
  constructor(
    private readonly oneShot: OneShotService,
    private readonly models: ModelsService,
    private readonly starts: ChatStartService,
    private readonly fits: FitService,
    private readonly conversations: ConversationService,
  ) {}

  @Post()
  @Requires('chat:converse')
  @Takes('token')
  @AuditsItself('message.sent')
  @DoneOnce()
  @AnswersRaw(
    'application/json',
    'The finished answer (`AnsweredOnce`), or with `stream: true` its events as `text/event-stream`.',
  )
  ask(@Ctx() call: IdempotentCall, @Body({ schema: AskOnce }) command: AskOnce, @Res() response: Response): Promise<void> {
    return this.oneShot.ask(call, command, response);
  }

  @Get('start')
  @Requires('chat:converse')
  @Unaudited('People read their own conversations; nobody else can.')
  @Answers(ChatStart)
  start(@Ctx() { actor }: Call, @Query({ schema: ChatStartQuery }) query: ChatStartQuery): Promise<ChatStart> {
    return this.starts.start(actor, query);
  }

  @Post('fit')
  @Requires('chat:converse')
  @Takes('token')
  @Background()
  @Unaudited('Says what of a question a model could read. Nothing is kept.')
  @Answers(QuestionFit)
  fit(@Ctx() { actor }: Call, @Body({ schema: FitQuestion }) question: FitQuestion): Promise<QuestionFit> {
    return this.fits.fit(actor, question);
  }

  @Get('models')
  @Requires('chat:converse')
  @Unaudited('Says which models there are.')
  @Answers(ModelList)
  list(): Promise<ModelList> {
    return this.models.list();
  }

  @Get('folders')
  @Requires('chat:converse')
  @Unaudited('People read their own folders and tags; nobody else can.')
  @Answers(ConversationFolders)
  folders(@Ctx() { actor }: Call): Promise<ConversationFolders> {
    return this.conversations.folders(actor);
  }
}
