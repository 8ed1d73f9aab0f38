import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '#platform/access/actor.js';
import type { Authenticator } from '#platform/access/ports.js';
import { SessionAuthenticator } from './session/session.authenticator.js';
import { bearerToken } from './tokens/token-secret.js';
import { TokenAuthenticator } from './tokens/token.authenticator.js';

/** Reads the credential of a request: a token in the `Authorization` header, else the session of the cookie. A cookie does not make up for an invalid token. */
@Injectable()
export class CredentialAuthenticator implements Authenticator {
  constructor(
    private readonly sessions: SessionAuthenticator,
    private readonly tokens: TokenAuthenticator,
  ) {}

  async authenticate(request: Request, options: { readonly countsAsAction: boolean }): Promise<Actor | null> {
    const header = request.headers.authorization;
    if (header === undefined || !/^bearer/i.test(header)) return this.sessions.authenticate(request, options);
    const token = bearerToken(header);
    return token === null ? null : this.tokens.authenticate(token);
  }

  /** The actor as they stand now, or null when they are out. */
  async actorNow({ sessionId, tokenId }: Pick<Actor, 'sessionId' | 'tokenId'>): Promise<Actor | null> {
    if (sessionId !== null) return this.sessions.actorOf(sessionId);
    return tokenId === null ? null : this.tokens.actorOf(tokenId);
  }
}
