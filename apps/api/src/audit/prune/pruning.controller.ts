import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import * as z from 'zod/mini';
import { AwaitingApproval } from '#contracts/approvals.js';
import { AuditPruning, PruneAudit } from '#contracts/audit.js';
import { AuditsItself, DoneOnce, Requires, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type IdempotentCall } from '#platform/access/call.js';
import { Answers } from '#platform/http/answers.js';
import { answeredOrUnderWay } from '../verify/under-way-answer.js';
import { PruningService } from './pruning.service.js';

const PrunedOrAwaiting = z.union([AwaitingApproval, AuditPruning]);

@Controller('audit/pruning')
export class PruningController {
  constructor(private readonly pruning: PruningService) {}

  @Get()
  @Requires('retention:read')
  @Unaudited('a month and a date, nothing about people')
  @Answers(AuditPruning)
  state(): Promise<AuditPruning> {
    return this.pruning.state();
  }

  @Post()
  @Requires('retention:run')
  @TakesTwo(['audit.prune'], 'always')
  @AuditsItself('audit.pruned')
  @DoneOnce()
  @Answers(PrunedOrAwaiting)
  async prune(
    @Ctx() call: IdempotentCall,
    @Body({ schema: PruneAudit }) command: PruneAudit,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AuditPruning | AwaitingApproval> {
    return answeredOrUnderWay(response, await this.pruning.ask(call, command));
  }
}
