import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { FinishSso, SignedIn } from '#contracts/auth/auth.js';
import type { SsoPurpose } from '#contracts/auth/sso.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditCode } from '#contracts/audit/audit-codes.js';
import { Transactions } from '#platform/database/transactions.js';
import { notFound, unauthenticated } from '#platform/http/problem.js';
import { setUpFirst, ssoRefused } from '../auth.errors.js';
import { SetUpService } from '../sign-in/set-up/set-up.service.js';
import { SignInCompletion } from '../sign-in/sign-in-completion.js';
import { SignInEvents } from '../sign-in/sign-in-events.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { StepUpService } from '../step-up/step-up.service.js';
import { SsoAccounts } from './sso-accounts.js';
import { SsoProvider } from './sso-provider.js';
import { SsoStepUp } from './sso-step-up.js';
import type { SsoAttempt, SsoFlow } from './sso.entity.js';
import { SsoRepository } from './sso.repository.js';

type Answered = Extract<SsoAttempt, { step: 'answered' }>;

/** Where the browser goes on after the provider's answer, with the key of the next step where there is one. */
export interface Landing {
  readonly key: string | null;
  readonly address: string;
}

/** The pages of the portal at which a flow goes on. */
const pages: Readonly<Record<SsoPurpose, string>> = { 'sign-in': '/sign-in', link: '/account', 'step-up': '/step-up' };

/**
 * Signing in at an identity provider, in three steps: off to the provider, back from it (another site sends the browser, so no
 * cookie of a session is there), and a request of this site, which alone begins a session. Nothing of a step works twice.
 */
@Injectable()
export class SsoService {
  constructor(
    private readonly provider: SsoProvider,
    private readonly kept: SsoRepository,
    private readonly people: SsoAccounts,
    private readonly setUp: SetUpService,
    private readonly signIn: SignInService,
    private readonly completion: SignInCompletion,
    private readonly events: SignInEvents,
    private readonly stepUp: StepUpService,
    private readonly stepUps: SsoStepUp,
    private readonly transactions: Transactions,
  ) {}

  /** `visitor`: the signed-in account, if any. */
  async start(purpose: SsoPurpose, visitor: Actor | null): Promise<{ readonly location: string; readonly key: string }> {
    if (this.provider.label === null) throw notFound();
    if (await this.setUp.isNeeded()) throw setUpFirst({ isAnonymousRefusal: true });
    const flow = await this.flowFor(purpose, visitor);
    const { location, ...checks } = await this.provider.begin({ again: purpose === 'step-up' });
    const attempt = { step: 'sent', flow, ...checks } as const;
    return { location, key: await this.transactions.run((tx) => this.kept.keep(tx, attempt)) };
  }

  /** The provider's answer. The attempt is used up in any case. */
  async takeAnswer(request: Request, key: string | null, query: string): Promise<Landing> {
    const sent = key === null ? null : await this.transactions.run((tx) => this.kept.take(tx, key));
    if (sent?.step !== 'sent') return this.refused(request, 'sso-not-started');
    const { flow } = sent;
    const answer = await this.provider.redeem(query, sent);
    if (answer.step === 'answered') return this.goOn({ ...answer, flow });
    const refused = await this.refused(request, answer.step === 'cancelled' ? 'sso-cancelled' : 'sso-answer-refused');
    // Whose step-up it was is known where the session is: there it is recorded, and counted if it was a wrong proof.
    return flow.purpose === 'step-up' ? this.goOn({ ...answer, flow }) : refused;
  }

  async finish(request: Request, key: string | null, factor: FinishSso): Promise<SignedIn> {
    const answered = await this.answeredBy(key);
    if (!key || !answered || answered.flow.purpose !== 'sign-in') throw await this.refusal(request, 'sso-not-started');
    const known = await this.people.find(answered.identity);
    if (known?.state === 'disabled') throw await this.refusal(request, 'disabled', known.id);
    if (known) await this.signIn.checkSecondFactor(request, known.id, factor);
    const userId = await this.transactions.run(async (tx) => {
      if (!(await this.kept.take(tx, key))) throw ssoRefused();
      return this.people.arrive(tx, known, answered.identity);
    });
    return this.completion.complete(request, userId, { by: 'single-sign-on' });
  }

  private async flowFor(purpose: SsoPurpose, visitor: Actor | null): Promise<SsoFlow> {
    if (purpose === 'sign-in') return { purpose };
    if (!visitor) throw unauthenticated();
    if (purpose === 'step-up') return this.stepUps.flowFor(visitor);
    await this.stepUp.requireRecent(visitor);
    return { purpose, userId: visitor.id };
  }

  private async goOn(attempt: SsoAttempt): Promise<Landing> {
    const key = await this.transactions.run((tx) => this.kept.keep(tx, attempt));
    return { key, address: `${pages[attempt.flow.purpose]}?sso=finish` };
  }

  private async answeredBy(key: string | null): Promise<Answered | null> {
    const attempt = key === null ? null : await this.kept.attempt(key);
    return attempt?.step === 'answered' ? attempt : null;
  }

  private async refusal(request: Request, code: AuditCode, userId?: string): Promise<Error> {
    await this.transactions.run((tx) => this.events.refused(tx, request, userId, code));
    return ssoRefused();
  }

  private async refused(request: Request, code: AuditCode): Promise<Landing> {
    await this.refusal(request, code);
    return { key: null, address: '/sign-in?sso=refused' };
  }
}
