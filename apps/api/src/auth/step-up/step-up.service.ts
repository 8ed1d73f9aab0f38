import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { ProofKind, StepUp as Proof, SteppedUp } from '#contracts/auth/auth.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { StepUpCheck } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import { stillLasts } from '#platform/moments.js';
import { Transactions } from '#platform/database/transactions.js';
import { invalidRequest } from '#platform/http/problem.js';
import { Assurance } from '../assurance/assurance.js';
import { factorProofNeeded, needsSession, proofIncomplete, stepUpRequired } from '../auth.errors.js';
import { ProofCheck } from '../password/proof-check.js';
import { SessionRenewal } from '../session/session-renewal.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { missingFactor, type MissingFactor } from './factors.rules.js';
import { ProofKinds, stepUpLasts } from './proof-kinds.js';

/** Saying again who one is, before what cannot be undone. */
@Injectable()
export class StepUpService implements StepUpCheck {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly renewal: SessionRenewal,
    private readonly proofs: ProofCheck,
    private readonly kinds: ProofKinds,
    private readonly assurance: Assurance,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
  ) {}

  /** A browser's session goes on under a new secret id. */
  async stepUp(actor: Actor, request: Request, proof: Proof): Promise<SteppedUp> {
    if (actor.sessionId === null) throw needsSession();
    const given = kindsOf(proof);
    if (!this.takesAllFactors) refuseTooMany(given);
    const vouched: ProofKind[] = this.takesAllFactors && (await this.kinds.wasVouched(actor)) ? ['sso'] : [];
    const missing = await this.missing(actor, [...vouched, ...given]);
    if (missing) throw (this.takesAllFactors ? proofIncomplete : factorProofNeeded)({ errors: [missingFactors[missing]] });
    await this.proofs.check(actor, request.ip, proof, 'step-up.passed');
    return this.pass(actor, actor.sessionId, request, [...vouched, ...given]);
  }

  /** After the provider has given its word. Where a second factor is missing, the word is kept until that comes. */
  async vouched(actor: Actor, request: Request): Promise<SteppedUp> {
    const { sessionId } = actor;
    if (sessionId === null) throw needsSession();
    if (!(await this.missing(actor, ['sso']))) return this.pass(actor, sessionId, request, ['sso']);
    const now = this.clock.now();
    await this.transactions.run(async (tx) => {
      await this.sessions.vouch(tx, sessionId, now);
      await this.audit.record(tx, {
        actor,
        action: 'step-up.begun',
        object: { type: 'session', id: sessionId },
        outcome: 'success',
        detail: { by: 'sso' },
      });
    });
    return { complete: false, validUntil: new Date(now.getTime() + stepUpLasts).toISOString() };
  }

  /** Whether changing a credential takes all factors of the account. */
  get takesAllFactors(): boolean {
    return this.assurance.demands.stepUpTakes === 'all-factors';
  }

  private async missing(actor: Actor, given: readonly ProofKind[]): Promise<MissingFactor | null> {
    if (this.takesAllFactors) return missingFactor(await this.kinds.meansOf(actor.id), given);
    return !isFactor(given) && (await this.kinds.owesFactor(actor)) ? 'second' : null;
  }

  private async pass(actor: Actor, sessionId: string, request: Request, by: readonly ProofKind[]): Promise<SteppedUp> {
    const now = this.clock.now();
    const renewed = await this.transactions.run(async (tx) => {
      await this.sessions.stepUp(tx, sessionId, now);
      if (isFactor(by)) await this.sessions.noteFactor(tx, sessionId, now);
      await this.audit.record(tx, {
        actor,
        action: 'step-up.passed',
        object: { type: 'session', id: sessionId },
        outcome: 'success',
        detail: { by: by.join('+') },
      });
      return this.renewal.renew(tx, request, now);
    });
    if (renewed !== null) this.renewal.hand(request, renewed);
    return { complete: true, validUntil: new Date(now.getTime() + stepUpLasts).toISOString() };
  }

  /** As `require`, where a sign-in of the last minutes will do too. */
  async requireRecent(actor: Actor): Promise<void> {
    const session = actor.sessionId === null ? null : await this.sessions.kept(actor.sessionId);
    if (!session) throw needsSession();
    const isFresh = stillLasts(session.startedAt, stepUpLasts, this.clock.now());
    if (!isFresh || (await this.kinds.owesFactor(actor))) await this.require(actor);
  }

  async require(actor: Actor): Promise<void> {
    if (actor.sessionId === null) throw needsSession();
    const steppedUpAt = await this.sessions.steppedUpAt(actor.sessionId);
    if (!steppedUpAt || !stillLasts(steppedUpAt, stepUpLasts, this.clock.now())) throw stepUpRequired();
    if (await this.kinds.owesFactor(actor)) throw stepUpRequired(); // stepped up before there was a factor
  }
}

function kindsOf(proof: Proof): ProofKind[] {
  return (['password', 'code', 'passkey'] as const).filter((kind) => proof[kind] !== undefined);
}

function isFactor(given: readonly ProofKind[]): boolean {
  return given.includes('code') || given.includes('passkey');
}

function refuseTooMany(given: readonly ProofKind[]): void {
  if (given.length > 1) throw invalidRequest({ errors: [{ path: '', message: 'send a password, a code or a passkey' }] });
}

const missingFactors: Readonly<Record<MissingFactor, { readonly path: string; readonly message: string }>> = {
  first: { path: 'password', message: 'is also required, or confirm with single sign-on first' },
  second: { path: 'code', message: 'is also required: a code from the app or a recovery code, or a passkey instead' },
  passkey: { path: 'passkey', message: 'is required: this account has nothing else that counts as both factors' },
};
