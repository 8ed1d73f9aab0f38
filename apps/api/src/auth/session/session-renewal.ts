import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { randomBytes } from 'node:crypto';
import { sessionSecretOf } from '#platform/config/environment/secrets.js';
import type { Environment } from '#platform/config/environment/environment.js';
import type { Tx } from '#platform/database/transactions.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { Assurance } from '../assurance/assurance.js';
import { cookieOf } from './session-cookie.js';
import { sessionKey } from './session-key.js';
import { SessionsRepository } from './sessions.repository.js';

/** As many as express-session takes. */
const idLength = 24;

/**
 * Rotates a session's id, so that a stolen copy of the old one gains nothing from its owner's proof (OWASP ASVS
 * 7.2.4). Unless `auth.assurance` demands more, for browsers only: programs that reuse the cookie of their sign-in, as the examples of the
 * guides do, would be signed out.
 */
@Injectable()
export class SessionRenewal {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly sessions: SessionsRepository,
    private readonly assurance: Assurance,
  ) {}

  /** The new id, to pass to `hand` once the transaction has committed; null where the session keeps its id. */
  async renew(tx: Tx, request: Request, at: Date): Promise<string | null> {
    if (this.assurance.demands.renewsSessionOf === 'browsers' && !isFromBrowser(request)) return null;
    const id = randomBytes(idLength).toString('base64url');
    const wasRenewed = await this.sessions.renew(tx, sessionKey(request.sessionID), sessionKey(id), at);
    return wasRenewed ? id : null;
  }

  /** Signed as express-session signs it. Its own way would write the row again, also when it was ended meanwhile. */
  hand(request: Request, id: string): void {
    const { name, options } = cookieOf(this.environment);
    Object.assign(request, { secret: sessionSecretOf(this.environment) });
    request.res?.cookie(name, id, { ...options, signed: true });
  }
}

/** Browsers say with each writing call where it comes from; programs do not by themselves. */
function isFromBrowser({ headers }: Request): boolean {
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}
