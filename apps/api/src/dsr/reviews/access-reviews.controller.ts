import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id, PageQuery } from '#contracts/common.js';
import {
  AccessReview,
  AccessReviewList,
  ConfirmAccess,
  ReviewedAccountList,
  ReviewedAccountQuery,
  StartAccessReview,
  WithdrawAccess,
} from '#contracts/rights/access-reviews.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Ctx, type AuditedCall, type IdempotentCall } from '#platform/access/call.js';
import { Audits, AuditsItself, DoneOnce, Requires, Takes, TakesTwo, Unaudited } from '#platform/access/declarations.js';
import { Answers, AnswersRaw } from '#platform/http/reference/answers.js';
import { AccessDecisions } from './access-decisions.service.js';
import { AccessReviewClosing } from './access-review-closing.service.js';
import { AccessReviews } from './access-reviews.service.js';

@Controller('access-reviews')
export class AccessReviewsController {
  constructor(
    private readonly reviews: AccessReviews,
    private readonly decisions: AccessDecisions,
    private readonly closing: AccessReviewClosing,
  ) {}

  @Get()
  @Requires('access:review')
  @Unaudited('Dates and counts; each decision is recorded.')
  @Answers(AccessReviewList)
  list(@Query({ schema: PageQuery }) query: PageQuery): Promise<AccessReviewList> {
    return this.reviews.list(query);
  }

  @Post()
  @Requires('access:review')
  @Takes('session')
  @AuditsItself('access-review.started')
  @DoneOnce()
  @Answers(AccessReview, 201)
  start(@Ctx() call: IdempotentCall, @Body({ schema: StartAccessReview }) command: StartAccessReview): Promise<AccessReview> {
    return this.reviews.start(call, command);
  }

  @Get(':id')
  @Requires('access:review')
  @Unaudited('Dates and counts; each decision is recorded.')
  @Answers(AccessReview)
  show(@Param('id', { schema: Id }) id: string): Promise<AccessReview> {
    return this.reviews.one(id);
  }

  @Get(':id/accounts')
  @Requires('access:review')
  @Audits('access-review.viewed')
  @Answers(ReviewedAccountList)
  accounts(
    @Ctx() call: AuditedCall,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ReviewedAccountQuery }) query: ReviewedAccountQuery,
  ): Promise<ReviewedAccountList> {
    return this.reviews.accounts(call, id, query);
  }

  @Post(':id/confirm')
  @Requires('access:review')
  @Takes('session')
  @AuditsItself('access-review.confirmed')
  @DoneOnce()
  @Answers(AccessReview)
  confirm(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ConfirmAccess }) command: ConfirmAccess,
  ): Promise<AccessReview> {
    return this.decisions.confirm(call, id, command);
  }

  @Post(':id/accounts/:accountId/withdraw')
  @Requires('access:review')
  @TakesTwo(['access.withdraw'], 'where the account decides')
  @AuditsItself('access-review.withdrawn')
  @DoneOnce()
  @AnswersOrAwaiting(AccessReview)
  withdraw(
    @Ctx() call: IdempotentCall,
    @Param('id', { schema: Id }) id: string,
    @Param('accountId', { schema: Id }) accountId: string,
    @Body({ schema: WithdrawAccess }) command: WithdrawAccess,
  ): Promise<AccessReview | AwaitingApproval> {
    return this.decisions.withdraw(call, id, accountId, command);
  }

  @Post(':id/close')
  @Requires('access:review')
  @Takes('step-up')
  @AuditsItself('access-review.closed')
  @DoneOnce()
  @Answers(AccessReview)
  close(@Ctx() call: IdempotentCall, @Param('id', { schema: Id }) id: string): Promise<AccessReview> {
    return this.closing.close(call, id);
  }

  @Get(':id/report')
  @Requires('access:review')
  @Audits('access-review.report-downloaded')
  @AnswersRaw(
    'application/json',
    'The report of a closed review, byte for byte as it was signed; `chatman verify-certificate` checks it.',
  )
  async report(@Ctx() { audit }: AuditedCall, @Param('id', { schema: Id }) id: string): Promise<StreamableFile> {
    const text = await this.closing.report(id);
    audit.add({ object: { type: 'access-review', id } });
    return new StreamableFile(Buffer.from(text), {
      type: 'application/json',
      disposition: `attachment; filename="access-review-${id}.json"`,
    });
  }
}
