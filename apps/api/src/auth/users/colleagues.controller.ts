import { Controller, Get, Query } from '@nestjs/common';
import { ColleagueQuery, Colleagues } from '#contracts/auth/people/colleagues.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { Requires, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { ColleaguesService } from './colleagues.service.js';

@Controller('auth/colleagues')
export class ColleaguesController {
  constructor(private readonly colleagues: ColleaguesService) {}

  @Get()
  @Requires('people:find')
  @Unaudited('Names of colleagues, which everybody at work knows. Clients are not found.')
  @Answers(Colleagues)
  find(@Ctx() { actor }: Call, @Query({ schema: ColleagueQuery }) { q }: ColleagueQuery): Promise<Colleagues> {
    return this.colleagues.named(actor, q);
  }
}
