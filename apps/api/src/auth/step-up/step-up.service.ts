import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { ProofKind, StepUp as Proof, SteppedUp } from '#contracts/auth.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { StepUpCheck } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { currentRequestId } from '#platform/http/request-context.js';
import { needsSession, stepUpRequired } from '../auth.errors.js';
import { ProofCheck } from '../password/proof-check.js';
import { SessionRenewal } from '../session/session-renewal.js';
import { SessionsRepository } from '../session/sessions.repository.js';

/** Milliseconds that a proof counts. */
export const stepUpLasts = 5 * 60_000;

/** Saying again who one is, before what cannot be undone. */
@Injectable()
export class StepUpService implements StepUpCheck {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly renewal: SessionRenewal,
    private readonly proofs: ProofCheck,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
  ) {}

  /** A browser's session goes on under a new secret id. */
  async stepUp(actor: Actor, request: Request, proof: Proof): Promise<SteppedUp> {
    if (actor.sessionId === null) throw needsSession();
    await this.proofs.check(actor, request.ip, proof, 'step-up.passed');
    return this.pass(actor, request, kindOf(proof));
  }

  /** After a proof that was found right. */
  async pass(actor: Actor, request: Request, by: ProofKind): Promise<SteppedUp> {
    const { sessionId } = actor;
    if (sessionId === null) throw needsSession();
    const now = this.clock.now();
    const renewed = await this.transactions.run(async (tx) => {
      await this.sessions.stepUp(tx, sessionId, now);
      await this.audit.record(tx, {
        actor,
        action: 'step-up.passed',
        object: { type: 'session', id: sessionId },
        outcome: 'success',
        detail: { by },
        requestId: currentRequestId(),
      });
      return this.renewal.renew(tx, request, now);
    });
    if (renewed !== null) this.renewal.hand(request, renewed);
    return { validUntil: new Date(now.getTime() + stepUpLasts).toISOString() };
  }

  /** As `require`, where a sign-in of the last minutes will do too. */
  async requireRecent(actor: Actor): Promise<void> {
    const session = actor.sessionId === null ? null : await this.sessions.kept(actor.sessionId);
    if (!session) throw needsSession();
    if (this.clock.now().getTime() - session.startedAt.getTime() >= stepUpLasts) await this.require(actor);
  }

  async require(actor: Actor): Promise<void> {
    if (actor.sessionId === null) throw needsSession();
    const steppedUpAt = await this.sessions.steppedUpAt(actor.sessionId);
    if (!steppedUpAt || this.clock.now().getTime() - steppedUpAt.getTime() >= stepUpLasts) throw stepUpRequired();
  }
}

function kindOf({ passkey, code }: Proof): ProofKind {
  if (passkey !== undefined) return 'passkey';
  return code === undefined ? 'password' : 'code';
}
