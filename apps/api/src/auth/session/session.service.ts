import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Session } from '#contracts/auth/auth.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { notFound } from '#platform/http/problem.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { needsSession } from '../auth.errors.js';
import { AuthSettings } from '../auth.settings.js';
import { deviceName } from './devices/device.rules.js';
import { LastActions } from './last-actions.js';
import { PasswordStrategy } from '../password/password.strategy.js';
import { latest, sessionEnd, sessionExpiry, type SessionLifetimes } from './session.rules.js';
import { SessionsRepository, type KeptSession } from './sessions.repository.js';

@Injectable()
export class SessionService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly lastActions: LastActions,
    private readonly passwordStrategy: PasswordStrategy,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  lifetimes(): SessionLifetimes {
    const { idleMinutes, absoluteHours } = this.settings.of(AuthSettings);
    return { idle: idleMinutes * 60_000, absolute: absoluteHours * 3_600_000 };
  }

  /** Begins a session on this browser, in place of the previous one. Returns the session's public id. */
  async begin(request: Request, userId: string): Promise<string> {
    const sessionId = this.ids.next();
    const device = deviceName(request.headers['user-agent']);
    await this.passwordStrategy.logIn(request, { sessionId, userId, device, startedAt: this.clock.now().getTime() });
    return sessionId;
  }

  /** Takes back a session that was begun for this answer: its cookie is not sent. */
  abandon(request: Request): Promise<void> {
    return new Promise((resolve) => {
      request.session.destroy(() => resolve()); // a session that could not be removed has an id that was never sent
    });
  }

  /** The living sessions of a person, newest first. */
  async list(actor: Actor): Promise<Session[]> {
    const now = this.clock.now();
    const kept = (await this.sessions.ofUser(actor.id)).map((session) => this.withLastAction(session));
    return kept
      .filter((session) => sessionEnd(session, this.lifetimes(), now) === null)
      .map((session) => ({
        id: session.id,
        device: session.device,
        startedAt: session.startedAt.toISOString(),
        lastActionAt: session.lastActionAt.toISOString(),
        current: session.id === actor.sessionId,
      }));
  }

  /** When the actor's session will end, or null for a token. */
  async expiry(actor: Actor): Promise<{ idleExpiresAt: string; absoluteExpiresAt: string } | null> {
    const session = actor.sessionId === null ? null : await this.sessions.kept(actor.sessionId);
    if (!session) return null;
    const { idleExpiresAt, absoluteExpiresAt } = sessionExpiry(this.withLastAction(session), this.lifetimes());
    return { idleExpiresAt: idleExpiresAt.toISOString(), absoluteExpiresAt: absoluteExpiresAt.toISOString() };
  }

  /** Ends one session of the actor. */
  async end(tx: Tx, actor: Actor, id: string): Promise<void> {
    if (!(await this.sessions.end(tx, actor.id, id))) throw notFound();
  }

  /** Ends all sessions of the actor but this one. Returns how many there were. */
  async endOthers(tx: Tx, actor: Actor): Promise<number> {
    if (actor.sessionId === null) throw needsSession();
    return this.sessions.endOthers(tx, actor.id, actor.sessionId);
  }

  /** Signs the actor out of this browser. A token has no session to end. */
  async endOwn(tx: Tx, actor: Actor): Promise<{ readonly id: string }> {
    if (actor.sessionId === null) throw needsSession();
    await this.end(tx, actor, actor.sessionId);
    return { id: actor.sessionId };
  }

  private withLastAction(session: KeptSession): KeptSession {
    return { ...session, lastActionAt: latest(session.lastActionAt, this.lastActions.of(session.key)) };
  }
}
