import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { currentRequestId } from '#platform/http/request-context.js';
import { Actors } from '../account/actors.js';
import { LastActions } from './last-actions.js';
import { sessionKey } from './session-key.js';
import { latest, sessionEnd, type SessionEnd } from './session.rules.js';
import { SessionService } from './session.service.js';
import { SessionsRepository, type StandingSession } from './sessions.repository.js';

/** Says who sends a request, from its session and the account as it is now: what an administrator changes counts at once. */
@Injectable()
export class SessionAuthenticator {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly service: SessionService,
    private readonly actors: Actors,
    private readonly lastActions: LastActions,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
  ) {}

  async authenticate(request: Request, options: { readonly countsAsAction: boolean }): Promise<Actor | null> {
    if (!request.session?.passport?.user) return null;
    const key = sessionKey(request.sessionID);
    const session = await this.sessions.standing(key);
    if (!session || session.state !== 'active') return null;
    const now = this.clock.now();
    const lastActionAt = latest(session.lastActionAt, this.lastActions.of(key));
    const over = sessionEnd({ ...session, lastActionAt }, this.service.lifetimes(), now);
    if (over) {
      await this.endExpired(session, over);
      return null;
    }
    if (options.countsAsAction) this.lastActions.note(key, now);
    return this.actors.of(session, { sessionId: session.id, tokenId: null, scopes: null });
  }

  /** Recorded once: by whichever request removes the row. */
  private async endExpired(session: StandingSession, why: SessionEnd): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.sessions.end(tx, session.userId, session.id))) return;
      await this.audit.record(tx, {
        actor: { id: session.userId, role: session.role },
        action: 'session.ended',
        object: { type: 'session', id: session.id },
        outcome: 'success',
        reason: why,
        requestId: currentRequestId(),
      });
    });
  }
}
