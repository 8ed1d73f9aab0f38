import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Approval, ApprovalList, ApprovalQuery, Decide } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import { AuditsItself, DoneOnce, Requires, Takes, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type Call, type IdempotentCall } from '#platform/access/call.js';
import { Answers } from '#platform/http/reference/answers.js';
import { ApprovalDecisions } from './approval-decisions.js';
import { ApprovalsService } from './approvals.service.js';

@Controller('approvals')
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly decisions: ApprovalDecisions,
  ) {}

  @Get()
  @Requires('approvals:decide')
  @Unaudited('Requests name colleagues in their function only; decisions are recorded.')
  @Answers(ApprovalList)
  list(@Ctx() { actor }: Call, @Query({ schema: ApprovalQuery }) query: ApprovalQuery): Promise<ApprovalList> {
    return this.approvals.list(actor, query);
  }

  @Post(':id/approve')
  @Requires('approvals:decide')
  @Takes('step-up')
  @AuditsItself('approval.approved')
  @DoneOnce()
  @Answers(Approval)
  approve(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Decide }) { reason }: Decide,
  ): Promise<Approval> {
    return this.decisions.approve(call, id, reason);
  }

  @Post(':id/deny')
  @Requires('approvals:decide')
  @Takes('step-up')
  @AuditsItself('approval.denied')
  @DoneOnce()
  @Answers(Approval)
  deny(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Decide }) { reason }: Decide,
  ): Promise<Approval> {
    return this.decisions.deny(call, id, reason);
  }
}
