import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AskOnce, ModelList } from '#contracts/chat.js';
import type { Actor } from '#platform/access/actor.js';
import { AuditsItself, Requires, Unaudited } from '#platform/access/declarations.js';
import { CurrentActor } from '#platform/access/parameters.js';
import { Answers, AnswersRaw } from '#platform/http/answers.js';
import { ModelsService } from './models.service.js';
import { OneShotService } from './one-shot.service.js';

@Controller('chat')
export class ChatController {
  constructor(
    private readonly oneShot: OneShotService,
    private readonly models: ModelsService,
  ) {}

  @Post()
  @Requires('chat:converse')
  @AuditsItself('message.sent')
  @AnswersRaw(
    'application/json',
    'The finished answer (`AnsweredOnce`), or with `stream: true` its events as `text/event-stream`.',
  )
  ask(@CurrentActor() actor: Actor, @Body({ schema: AskOnce }) command: AskOnce, @Res() response: Response): Promise<void> {
    return this.oneShot.ask(actor, command, response);
  }

  @Get('models')
  @Requires('chat:converse')
  @Unaudited('Says which models there are.')
  @Answers(ModelList)
  list(): Promise<ModelList> {
    return this.models.list();
  }
}
