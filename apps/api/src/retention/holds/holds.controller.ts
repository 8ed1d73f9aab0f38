import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod/mini';
import { AwaitingApproval } from '#contracts/approvals.js';
import { Id } from '#contracts/common.js';
import { Hold, HoldList, HoldQuery, PlaceHold, ReleaseHold } from '#contracts/holds.js';
import type { Actor } from '#platform/access/actor.js';
import { Audits, AuditsItself, DoneOnce, Requires, Takes, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { CurrentActor, InTransaction, KeyedBy, Noting, type AuditNote } from '#platform/access/parameters.js';
import type { Tx } from '#platform/database/transactions.js';
import { Answers } from '#platform/http/answers.js';
import type { KeyedCall } from '#platform/idempotency/idempotency.js';
import { HoldReleaseService } from './hold-release.service.js';
import { HoldsService } from './holds.service.js';
import { releasedOrAwaiting } from './release-answer.js';

const ReleasedOrAwaiting = z.union([AwaitingApproval, Hold]);

@Controller('retention/holds')
export class HoldsController {
  constructor(
    private readonly holds: HoldsService,
    private readonly releases: HoldReleaseService,
  ) {}

  @Get()
  @Requires('retention:read')
  @Unaudited('what is kept and in which matter, for those who look after it; placing and releasing are recorded')
  @Answers(HoldList)
  list(@Query({ schema: HoldQuery }) query: HoldQuery): Promise<HoldList> {
    return this.holds.list(query);
  }

  @Post()
  @Requires('holds:manage')
  @Takes('token')
  @Audits('hold.placed')
  @Answers(Hold, 201)
  async place(
    @InTransaction() tx: Tx,
    @CurrentActor() actor: Actor,
    @Body({ schema: PlaceHold }) command: PlaceHold,
    @Noting() note: AuditNote,
  ): Promise<Hold> {
    const hold = await this.holds.place(tx, actor, command);
    note.object = { type: 'hold', id: hold.id };
    note.reason = command.reason;
    note.detail = { scope: command.scope, matter: command.matter };
    return hold;
  }

  @Post(':id/release')
  @Requires('holds:manage')
  @TakesTwo(['hold.release'], 'always')
  @AuditsItself('hold.released')
  @DoneOnce()
  @Answers(ReleasedOrAwaiting)
  async release(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReleaseHold }) command: ReleaseHold,
    @KeyedBy() call: KeyedCall | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Hold | AwaitingApproval> {
    return releasedOrAwaiting(response, await this.releases.ask(actor, id, command, call));
  }
}
