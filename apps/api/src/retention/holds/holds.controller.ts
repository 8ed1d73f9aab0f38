import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import { Hold, HoldList, HoldQuery, KeepHold, PlaceHold, ReleaseHold, ReviewHold } from '#contracts/retention/holds.js';
import { Audits, AuditsItself, DoneOnce, Requires, Takes, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type IdempotentCall } from '#platform/access/call.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Answers } from '#platform/http/reference/answers.js';
import { HoldReleaseService } from './hold-release.service.js';
import { HoldsService } from './holds.service.js';

@Controller('retention/holds')
export class HoldsController {
  constructor(
    private readonly holds: HoldsService,
    private readonly releases: HoldReleaseService,
  ) {}

  @Get()
  @Requires('retention:read')
  @Unaudited('what is kept and for which matter, for those responsible; placing and releasing are recorded')
  @Answers(HoldList)
  list(@Query({ schema: HoldQuery }) query: HoldQuery): Promise<HoldList> {
    return this.holds.list(query);
  }

  @Post()
  @Requires('holds:manage')
  @Takes('token')
  @Audits('hold.placed')
  @Answers(Hold, 201)
  async place(@Ctx() { tx, actor, audit }: AuditedCall, @Body({ schema: PlaceHold }) command: PlaceHold): Promise<Hold> {
    const hold = await this.holds.place(tx, actor, command);
    audit.add({ object: { type: 'hold', id: hold.id } });
    audit.add({ reason: command.reason });
    audit.add({ detail: { scope: command.scope, matter: command.matter } });
    return hold;
  }

  @Post(':id/release')
  @Requires('holds:manage')
  @TakesTwo(['hold.release'], 'always')
  @AuditsItself('hold.released')
  @DoneOnce()
  @AnswersOrAwaiting(Hold)
  release(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReleaseHold }) command: ReleaseHold,
  ): Promise<Hold | AwaitingApproval> {
    return this.releases.ask(call, id, command);
  }

  @Post(':id/keep')
  @Requires('holds:manage')
  @Takes('token')
  @Audits('hold.release-withdrawn')
  @Answers(Hold)
  keep(
    @Ctx() { tx, audit }: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: KeepHold }) { reason }: KeepHold,
  ): Promise<Hold> {
    audit.add({ object: { type: 'hold', id }, reason });
    return this.holds.keep(tx, id);
  }

  @Post(':id/review')
  @Requires('holds:manage')
  @Takes('token')
  @Audits('hold.reviewed')
  @Answers(Hold)
  review(
    @Ctx() { tx, audit }: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReviewHold }) command: ReviewHold,
  ): Promise<Hold> {
    audit.add({ object: { type: 'hold', id }, reason: command.reason, detail: { reviewAt: command.reviewAt } });
    return this.holds.review(tx, id, command);
  }
}
