import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { SteppedUp } from '#contracts/auth/auth.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import type { Problem } from '#platform/http/problem.js';
import {
  needsSession,
  ssoAuthTimeAhead,
  ssoAuthTimeMissing,
  ssoAuthTimeOld,
  ssoCancelled,
  ssoNotLinked,
  ssoOtherIdentity,
  ssoOtherSession,
  ssoRefused,
  ssoStepUpNotBegun,
} from '../auth.errors.js';
import { ProofCheck } from '../password/proof-check.js';
import { StepUpService } from '../step-up/step-up.service.js';
import { stepUpFault, type StepUpFault } from './sso-step-up.rules.js';
import type { SsoAttempt, SsoFlow } from './sso.entity.js';
import { SsoRepository } from './sso.repository.js';

const problems: Readonly<Record<StepUpFault, () => Problem>> = {
  'other-session': ssoOtherSession,
  'other-identity': ssoOtherIdentity,
  'auth-time-missing': ssoAuthTimeMissing,
  'auth-time-old': ssoAuthTimeOld,
  'auth-time-ahead': ssoAuthTimeAhead,
};

/** Step-up by signing in again at the provider: in place of the password that such an account may not have. */
@Injectable()
export class SsoStepUp {
  constructor(
    private readonly kept: SsoRepository,
    private readonly proofs: ProofCheck,
    private readonly stepUp: StepUpService,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
  ) {}

  async flowFor({ id, sessionId }: Actor): Promise<SsoFlow> {
    if (sessionId === null) throw needsSession();
    if ((await this.kept.linkedAt(id)) === null) throw ssoNotLinked();
    return { purpose: 'step-up', userId: id, sessionId, begunAt: this.clock.now() };
  }

  /** Uses the attempt up in any case. */
  async finish(actor: Actor, request: Request, key: string | null): Promise<SteppedUp> {
    if (actor.sessionId === null) throw needsSession();
    if (key === null) throw ssoStepUpNotBegun(); // nothing was tried
    const attempt = await this.transactions.run((tx) => this.kept.take(tx, key));
    if (attempt?.step === 'cancelled') throw await this.cancelled(actor);
    await this.proofs.judge(actor, request.ip, 'step-up.passed', () => this.faultIn(actor, attempt));
    return this.stepUp.vouched(actor, request);
  }

  /** No proof was given, so none was wrong; and none that was wrong before is forgotten for it. */
  private async cancelled(actor: Actor): Promise<Problem> {
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        actor,
        action: 'step-up.passed',
        object: { type: 'user', id: actor.id },
        outcome: 'failed',
        code: 'sso-cancelled',
      }),
    );
    return ssoCancelled();
  }

  private async faultIn(actor: Actor, attempt: SsoAttempt | null): Promise<Problem | null> {
    if (attempt?.flow.purpose !== 'step-up' || attempt.step === 'sent') return ssoStepUpNotBegun();
    if (attempt.step !== 'answered') return ssoRefused();
    const holder = await this.kept.userOf(attempt.identity);
    const { flow: begun, authenticatedAt } = attempt;
    const fault = stepUpFault({ begun, actor, holder, authenticatedAt, now: this.clock.now() });
    return fault && problems[fault]();
  }
}
