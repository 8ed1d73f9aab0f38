import { Injectable } from '@nestjs/common';
import type { StepUpProofs } from '#contracts/auth/auth.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { stillLasts } from '#platform/moments.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { Assurance } from '../assurance/assurance.js';
import { MfaService } from '../mfa/mfa.service.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { SsoProvider } from '../sso/sso-provider.js';
import { SsoRepository } from '../sso/sso.repository.js';
import { owesFactor } from './factor-of-session.rules.js';
import { proofKindsOf, type Means } from './proof-kinds.rules.js';

/** Milliseconds that a proof counts. */
export const stepUpLasts = 5 * 60_000;

/** The step-up methods of an account: no one is asked for a proof that they do not have. */
@Injectable()
export class ProofKinds {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly mfa: MfaService,
    private readonly identities: SsoRepository,
    private readonly provider: SsoProvider,
    private readonly sessions: SessionsRepository,
    private readonly assurance: Assurance,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<StepUpProofs> {
    const means = await this.meansOf(actor.id);
    return {
      proofs: proofKindsOf(means, { byFactor: await this.owesFactor(actor) }),
      provider: means.hasIdentity ? this.provider.label : null,
      ...(this.assurance.demands.stepUpTakes === 'all-factors'
        ? { together: (await this.wasVouched(actor)) ? 'second' : 'all' }
        : {}),
    };
  }

  /** Whether this session is from before there was a second factor, so that only that will do. */
  async owesFactor({ sessionId }: Actor): Promise<boolean> {
    const facts = sessionId === null ? null : await this.sessions.factorFacts(sessionId);
    return facts !== null && owesFactor(facts, stepUpLasts, this.clock.now());
  }

  async meansOf(id: string): Promise<Means> {
    const [credentials, factors, linkedAt] = await Promise.all([
      this.accounts.credentialsById(id),
      this.mfa.factorsOf(id),
      this.identities.linkedAt(id),
    ]);
    return {
      ...factors,
      hasPassword: (credentials?.passwordHash ?? null) !== null,
      hasIdentity: this.provider.label !== null && linkedAt !== null,
    };
  }

  /** Whether the provider gave its word in this session within the last minutes, and a second factor has been missing since. */
  async wasVouched({ sessionId }: Actor): Promise<boolean> {
    const at = sessionId === null ? null : await this.sessions.vouchedAt(sessionId);
    return at !== null && stillLasts(at, stepUpLasts, this.clock.now());
  }
}
