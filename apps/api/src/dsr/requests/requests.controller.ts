import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import {
  ApproveRequest,
  CompleteRequest,
  ExtendRequest,
  KeepRestriction,
  LiftRequest,
  MakeRequest,
  RefuseRequest,
  RightsRequest,
  RightsRequestList,
  RightsRequestQuery,
  VerifyIdentity,
  WithdrawRequest,
} from '#contracts/rights/requests.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Ctx, type AuditedCall, type IdempotentCall } from '#platform/access/call.js';
import { Audits, AuditsItself, DoneOnce, Requires, Takes, TakesTwo } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { RequestLifting } from './request-lifting.js';
import { RequestActs } from './request-acts.js';
import { RequestApproval } from './request-approval.js';
import { RequestsService } from './requests.service.js';

@Controller('dsr/requests')
export class RequestsController {
  constructor(
    private readonly requests: RequestsService,
    private readonly acts: RequestActs,
    private readonly approval: RequestApproval,
    private readonly lifting: RequestLifting,
  ) {}

  @Get()
  @Requires('rights:exercise')
  @Audits('rights-requests.listed')
  @Answers(RightsRequestList)
  list(
    @Ctx() { actor }: AuditedCall,
    @Query({ schema: RightsRequestQuery }) query: RightsRequestQuery,
  ): Promise<RightsRequestList> {
    return this.requests.list(actor, query);
  }

  @Post()
  @Requires('rights:exercise')
  @Takes('session')
  @Audits('rights-request.made')
  @Answers(RightsRequest, 201)
  make(@Ctx() call: AuditedCall, @Body({ schema: MakeRequest }) command: MakeRequest): Promise<RightsRequest> {
    return this.requests.make(call, command);
  }

  @Get(':id')
  @Requires('rights:exercise')
  @Audits('rights-request.viewed')
  @Answers(RightsRequest)
  show(@Ctx() { actor }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<RightsRequest> {
    return this.requests.one(actor, id);
  }

  @Post(':id/verify-identity')
  @Requires('rights:handle')
  @Takes('session')
  @Audits('rights-request.identity-confirmed')
  @Answers(RightsRequest)
  verifyIdentity(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: VerifyIdentity }) { reason }: VerifyIdentity,
  ): Promise<RightsRequest> {
    return this.acts.verifyIdentity(call, id, reason);
  }

  @Post(':id/approve')
  @Requires('rights:handle')
  @TakesTwo(['subject.erase'], 'where an officer recorded an erasure for somebody')
  @AuditsItself('rights-request.approved')
  @DoneOnce()
  @AnswersOrAwaiting(RightsRequest)
  approve(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ApproveRequest }) command: ApproveRequest,
  ): Promise<RightsRequest | AwaitingApproval> {
    return this.approval.approve(call, id, command);
  }

  @Post(':id/refuse')
  @Requires('rights:handle')
  @Takes('session')
  @Audits('rights-request.refused')
  @Answers(RightsRequest)
  refuse(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RefuseRequest }) command: RefuseRequest,
  ): Promise<RightsRequest> {
    return this.acts.refuse(call, id, command);
  }

  @Post(':id/extend')
  @Requires('rights:handle')
  @Takes('session')
  @Audits('rights-request.extended')
  @Answers(RightsRequest)
  extend(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ExtendRequest }) { reason }: ExtendRequest,
  ): Promise<RightsRequest> {
    return this.acts.extend(call, id, reason);
  }

  @Post(':id/withdraw')
  @Requires('rights:exercise')
  @Takes('session')
  @Audits('rights-request.withdrawn')
  @Answers(RightsRequest)
  withdraw(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: WithdrawRequest }) { reason }: WithdrawRequest,
  ): Promise<RightsRequest> {
    return this.acts.withdraw(call, id, reason);
  }

  @Post(':id/complete')
  @Requires('rights:handle')
  @Takes('session')
  @Audits('rights-request.completed')
  @Answers(RightsRequest)
  complete(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CompleteRequest }) { reason }: CompleteRequest,
  ): Promise<RightsRequest> {
    return this.acts.complete(call, id, reason);
  }

  @Post(':id/lift')
  @Requires('rights:exercise')
  @Takes('session')
  @Audits('rights-request.lifted')
  @Answers(RightsRequest)
  lift(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: LiftRequest }) command: LiftRequest,
  ): Promise<RightsRequest> {
    return this.lifting.lift(call, id, command);
  }

  @Post(':id/keep')
  @Requires('rights:handle')
  @Takes('session')
  @Audits('rights-request.kept')
  @Answers(RightsRequest)
  keep(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: KeepRestriction }) { reason }: KeepRestriction,
  ): Promise<RightsRequest> {
    return this.lifting.keep(call, id, reason);
  }
}
