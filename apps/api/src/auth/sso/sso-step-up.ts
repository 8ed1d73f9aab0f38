import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { SteppedUp } from '#contracts/auth.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import type { Problem } from '#platform/http/problem.js';
import {
  needsSession,
  ssoAuthTimeAhead,
  ssoAuthTimeMissing,
  ssoAuthTimeOld,
  ssoNotLinked,
  ssoOtherIdentity,
  ssoOtherSession,
  ssoRefused,
  ssoStepUpNotBegun,
} from '../auth.errors.js';
import { ProofCheck } from '../password/proof-check.js';
import { StepUpService } from '../step-up/step-up.service.js';
import { stepUpFault, type StepUpFault } from './sso-step-up.rules.js';
import { SsoRepository, type SsoAttempt, type SsoErrand } from './sso.repository.js';

const problems: Readonly<Record<StepUpFault, () => Problem>> = {
  'other-session': ssoOtherSession,
  'other-identity': ssoOtherIdentity,
  'auth-time-missing': ssoAuthTimeMissing,
  'auth-time-old': ssoAuthTimeOld,
  'auth-time-ahead': ssoAuthTimeAhead,
};

/** Saying again who one is, by signing in anew at the provider: in place of the password that such an account may not have. */
@Injectable()
export class SsoStepUp {
  constructor(
    private readonly kept: SsoRepository,
    private readonly proofs: ProofCheck,
    private readonly stepUp: StepUpService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async errandOf({ id, sessionId }: Actor): Promise<SsoErrand> {
    if (sessionId === null) throw needsSession();
    if ((await this.kept.linkedAt(id)) === null) throw ssoNotLinked();
    return { purpose: 'step-up', userId: id, sessionId, begunAt: this.clock.now() };
  }

  /** Uses the attempt up, whatever comes of it. */
  async finish(actor: Actor, request: Request, key: string | null): Promise<SteppedUp> {
    if (actor.sessionId === null) throw needsSession();
    if (key === null) throw ssoStepUpNotBegun(); // nothing was tried
    await this.proofs.judge(actor, request.ip, 'step-up.passed', () => this.faultIn(actor, key));
    return this.stepUp.vouched(actor, request);
  }

  private async faultIn(actor: Actor, key: string): Promise<Problem | null> {
    const attempt = await this.transactions.run((tx) => this.kept.take(tx, key));
    if (attempt === null || attempt.step === 'sent' || attempt.errand.purpose !== 'step-up') return ssoStepUpNotBegun();
    if (attempt.step === 'refused') return ssoRefused();
    return this.faultOf(actor, attempt, attempt.errand);
  }

  private async faultOf(
    actor: Actor,
    { identity, authenticatedAt }: Extract<SsoAttempt, { step: 'answered' }>,
    begun: Extract<SsoErrand, { purpose: 'step-up' }>,
  ): Promise<Problem | null> {
    const holder = await this.kept.userOf(identity);
    const fault = stepUpFault({ begun, actor, holder, authenticatedAt, now: this.clock.now() });
    return fault && problems[fault]();
  }
}
