import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Id } from '#contracts/common.js';
import { CollectionPolicies, CollectionPolicy, DecidePolicy } from '#contracts/retention/retention.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { AuditsItself, Requires, TakesTwoWhere, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { PoliciesService } from './policies.service.js';
import { PolicyDecisions } from './policy-decisions.js';

@Controller('retention/collections')
export class CollectionPoliciesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly decisions: PolicyDecisions,
  ) {}

  @Get()
  @Requires('retention:read')
  @Unaudited('names of collections and rules, no data')
  @Answers(CollectionPolicies)
  list(): Promise<CollectionPolicies> {
    return this.policies.collections();
  }

  @Put(':id')
  @Requires('retention:change')
  @TakesTwoWhere(['retention.policy'], 'when the period becomes shorter')
  @AuditsItself('retention.policy-changed')
  @AnswersOrAwaiting(CollectionPolicy)
  decide(
    @Ctx() call: Call,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DecidePolicy }) command: DecidePolicy,
  ): Promise<CollectionPolicy | AwaitingApproval> {
    return this.decisions.putOfCollection(call, id, command);
  }
}
