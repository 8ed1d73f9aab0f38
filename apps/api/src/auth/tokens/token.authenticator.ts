import { Injectable } from '@nestjs/common';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { canHaveBeen } from '#platform/moments.js';
import { Actors } from '../account/actors.js';
import { tokenHash } from './token-secret.js';
import { TokenUses } from './token-uses.js';
import { TokensRepository, type CurrentToken } from './tokens.repository.js';

/** Says whose program sends a request, and how little it may do. */
@Injectable()
export class TokenAuthenticator {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly actors: Actors,
    private readonly uses: TokenUses,
    private readonly clock: Clock,
  ) {}

  async authenticate(token: string): Promise<Actor | null> {
    const actor = await this.actorNow(await this.tokens.byHash(tokenHash(token)));
    if (actor?.tokenId) this.uses.note(actor.tokenId, this.clock.now());
    return actor;
  }

  /** Who holds a token at this moment, or null when it works no more. */
  async actorOf(tokenId: string): Promise<Actor | null> {
    return this.actorNow(await this.tokens.byId(tokenId));
  }

  private async actorNow(token: CurrentToken | null): Promise<Actor | null> {
    const now = this.clock.now();
    if (!token || token.state !== 'active' || token.expiresAt <= now || !canHaveBeen(token.createdAt, now)) return null;
    return this.actors.of(token, { sessionId: null, tokenId: token.id, scopes: token.scopes });
  }
}
