import { Body, Controller, Get, Post } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { AuditPruning, PruneAudit } from '#contracts/audit/audit.js';
import { AuditsItself, DoneOnce, Requires, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type IdempotentCall } from '#platform/access/call.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Answers } from '#platform/http/reference/answers.js';
import { PruningService } from './pruning.service.js';

@Controller('audit/pruning')
export class PruningController {
  constructor(private readonly pruning: PruningService) {}

  @Get()
  @Requires('retention:read')
  @Unaudited('a month and a date, no personal data')
  @Answers(AuditPruning)
  state(): Promise<AuditPruning> {
    return this.pruning.state();
  }

  @Post()
  @Requires('retention:run')
  @TakesTwo(['audit.prune'], 'always')
  @AuditsItself('audit.pruned')
  @DoneOnce()
  @AnswersOrAwaiting(AuditPruning)
  prune(
    @Ctx() call: IdempotentCall,
    @Body({ schema: PruneAudit }) command: PruneAudit,
  ): Promise<AuditPruning | AwaitingApproval> {
    return this.pruning.ask(call, command);
  }
}
