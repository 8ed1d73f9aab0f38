import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { AwaitingApproval } from '#contracts/auth/approvals.js';
import { PageQuery } from '#contracts/common.js';
import {
  DecidePolicy,
  PolicyVersions,
  RetentionClass,
  RetentionPolicies,
  RetentionPolicy,
} from '#contracts/retention/retention.js';
import { AnswersOrAwaiting } from '#platform/access/awaiting-answer.js';
import { Ctx, type Call } from '#platform/access/call.js';
import { AuditsItself, Requires, TakesTwoWhere, Unaudited } from '#platform/access/declarations.js';
import { Answers } from '#platform/http/reference/answers.js';
import { PoliciesService } from './policies.service.js';
import { PolicyDecisions } from './policy-decisions.js';

@Controller('retention/policies')
export class PoliciesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly decisions: PolicyDecisions,
  ) {}

  @Get()
  @Requires('retention:read')
  @Unaudited('a rule, no data')
  @Answers(RetentionPolicies)
  list(): Promise<RetentionPolicies> {
    return this.policies.list();
  }

  @Put(':class')
  @Requires('retention:change')
  @TakesTwoWhere(['retention.policy'], 'when the period becomes shorter')
  @AuditsItself('retention.policy-changed')
  @AnswersOrAwaiting(RetentionPolicy)
  decide(
    @Ctx() call: Call,
    @Param('class', { schema: RetentionClass }) retention: RetentionClass,
    @Body({ schema: DecidePolicy }) command: DecidePolicy,
  ): Promise<RetentionPolicy | AwaitingApproval> {
    return this.decisions.put(call, retention, command);
  }

  @Get(':class/versions')
  @Requires('retention:read')
  @Unaudited('rules and who decided them; deciding is recorded')
  @Answers(PolicyVersions)
  versions(
    @Param('class', { schema: RetentionClass }) retention: RetentionClass,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<PolicyVersions> {
    return this.policies.versions(retention, query);
  }
}
