import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { Actors } from '../account/actors.js';
import { LastActions } from './last-actions.js';
import { sessionKey } from './session-key.js';
import { latest, sessionEnd, type SessionEnd } from './session.rules.js';
import { SessionService } from './session.service.js';
import { SessionsRepository, type CurrentSession } from './sessions.repository.js';

/** Authenticates a request by its session and the account's current state: an administrator's changes apply immediately. */
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
    const session = await this.sessions.byKey(sessionKey(request.sessionID));
    if (!session || session.state !== 'active') return null;
    const over = this.endOf(session);
    if (over) {
      await this.endExpired(session, over);
      return null;
    }
    if (options.countsAsAction) this.lastActions.note(session.key, this.clock.now());
    return this.actorNow(session);
  }

  /** Who holds a session at this moment, or null when it is over: for what goes on after its request was let in. */
  async actorOf(sessionId: string): Promise<Actor | null> {
    const session = await this.sessions.byId(sessionId);
    if (!session || session.state !== 'active' || this.endOf(session)) return null;
    return this.actorNow(session);
  }

  private endOf(session: CurrentSession): SessionEnd | null {
    const lastActionAt = latest(session.lastActionAt, this.lastActions.of(session.key));
    return sessionEnd({ ...session, lastActionAt }, this.service.lifetimes(), this.clock.now());
  }

  private actorNow(session: CurrentSession): Actor {
    return this.actors.of(session, { sessionId: session.id, tokenId: null, scopes: null });
  }

  /** Recorded once: by whichever request removes the row. */
  private async endExpired(session: CurrentSession, why: SessionEnd): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.sessions.end(tx, session.userId, session.id))) return;
      await this.audit.record(tx, {
        actor: { id: session.userId, role: session.role },
        action: 'session.ended',
        object: { type: 'session', id: session.id },
        outcome: 'success',
        code: why,
      });
    });
  }
}
