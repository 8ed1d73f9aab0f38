import { Controller, Get } from '@nestjs/common';
import { Waiting } from '#contracts/auth/waiting.js';
import { Background, Requires, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Clock } from '#platform/clock.js';
import { Answers } from '#platform/http/reference/answers.js';
import { WaitingRepository } from './waiting.repository.js';

/** The numbers in the portal's navigation. Polled by the page itself, so it keeps no session alive. */
@Controller('auth/waiting')
export class WaitingController {
  constructor(
    private readonly waiting: WaitingRepository,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('account:own')
  @Unaudited('numbers only, no personal data')
  @Background()
  @Answers(Waiting)
  count(@Ctx() { actor }: Call): Promise<Waiting> {
    return this.waiting.count(actor, this.clock.now());
  }
}
