import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Background, BeforePasswordChange, Requires, Unaudited } from '../access/declarations.js';
import { Ctx, type Call } from '../access/call.js';
import { AnswersRaw } from '../http/reference/answers.js';
import { LiveEvents } from './live-events.js';

@Controller('events')
export class EventsController {
  constructor(private readonly events: LiveEvents) {}

  @Get()
  @Requires('account:own')
  @BeforePasswordChange()
  @Background()
  @Unaudited('Says by id that something of the reader’s own changed; fetching it is what counts.')
  @AnswersRaw('text/event-stream', 'What changed, by id (`LiveEvent`). `Last-Event-ID` continues where a reader left off.')
  follow(@Ctx() { actor }: Call, @Headers('last-event-id') lastEventId: string | undefined, @Res() response: Response): void {
    this.events.follow(actor, lastEventId, response);
  }
}
