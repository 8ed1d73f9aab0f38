import { Body, Controller, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AskTemporarily } from '#contracts/chat/temporary.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { AuditsItself, Requires, Takes } from '#platform/access/declarations.js';
import { AnswersRaw } from '#platform/http/reference/answers.js';
import { TemporaryService } from '../temporary/temporary.service.js';

@Controller('chat/temporary')
export class TemporaryController {
  constructor(private readonly temporary: TemporaryService) {}

  @Post()
  @Requires('chat:converse')
  @Takes('token')
  @AuditsItself('temporary.asked')
  @AnswersRaw('text/event-stream', 'The events of the answer, as of any generation. Closing the connection stops it.')
  ask(@Ctx() call: Call, @Body({ schema: AskTemporarily }) asked: AskTemporarily, @Res() response: Response): Promise<void> {
    return this.temporary.ask(call, asked, response);
  }
}
