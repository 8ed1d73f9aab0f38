import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { AwaitingApproval, Decide } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import { AskForRole, RoleRequest, RoleRequestList, RoleRequestQuery } from '#contracts/auth/people/users.js';
import { Audits, AuditsItself, DoneOnce, Requires, Takes, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { Ctx, type AuditedCall, type Call, type IdempotentCall } from '#platform/access/call.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Answers, AnswersNothing } from '#platform/http/reference/answers.js';
import { RoleRequestsService } from './role-requests.service.js';

@Controller('auth/role-requests')
export class RoleRequestsController {
  constructor(private readonly requests: RoleRequestsService) {}

  @Post()
  @Requires('account:own')
  @Takes('session')
  @Audits('role-request.made')
  @Answers(RoleRequest, 201)
  ask(@Ctx() { tx, actor }: AuditedCall, @Body({ schema: AskForRole }) command: AskForRole): Promise<RoleRequest> {
    return this.requests.ask(tx, actor, command);
  }

  @Get()
  @Requires('account:own')
  @Unaudited('People see their own requests; administrators see those that they decide, and each decision is recorded.')
  @Answers(RoleRequestList)
  list(@Ctx() { actor }: Call, @Query({ schema: RoleRequestQuery }) query: RoleRequestQuery): Promise<RoleRequestList> {
    return this.requests.list(actor, query);
  }

  @Delete(':id')
  @Requires('account:own')
  @Takes('session')
  @Audits('role-request.withdrawn')
  @AnswersNothing()
  async withdraw(@Ctx() { tx, actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<void> {
    await this.requests.withdraw(tx, actor, id);
  }

  @Post(':id/approve')
  @Requires('roles:decide')
  @TakesTwo(['role.grant', 'role.revoke'], 'where the old or the new role decides')
  @AuditsItself('role-request.approved')
  @DoneOnce()
  @AnswersOrAwaiting(RoleRequest)
  approve(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Decide }) { reason }: Decide,
  ): Promise<RoleRequest | AwaitingApproval> {
    return this.requests.approve(call, id, reason);
  }

  @Post(':id/deny')
  @Requires('roles:decide')
  @Takes('step-up')
  @AuditsItself('role-request.denied')
  @DoneOnce()
  @Answers(RoleRequest)
  deny(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Decide }) { reason }: Decide,
  ): Promise<RoleRequest> {
    return this.requests.deny(call, id, reason);
  }
}
