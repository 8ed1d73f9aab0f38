import { Injectable } from '@nestjs/common';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import { Actors } from '../account/actors.js';
import { tokenHash } from './token-secret.js';
import { TokenUses } from './token-uses.js';
import { TokensRepository } from './tokens.repository.js';

/** Says whose program sends a request, and how little it may do. */
@Injectable()
export class TokenAuthenticator {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly actors: Actors,
    private readonly uses: TokenUses,
    private readonly clock: Clock,
  ) {}

  async actorOf(token: string): Promise<Actor | null> {
    const standing = await this.tokens.standing(tokenHash(token));
    const now = this.clock.now();
    if (!standing || standing.state !== 'active' || standing.expiresAt <= now) return null;
    this.uses.note(standing.id, now);
    return this.actors.of(standing, { sessionId: null, tokenId: standing.id, scopes: standing.scopes });
  }
}
