import { Injectable } from '@nestjs/common';
import type { CreatedToken, CreateToken, Token, TokenList } from '#contracts/auth/tokens.js';
import type { Actor } from '#platform/access/actor.js';
import { Clock } from '#platform/clock.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { Ids } from '#platform/ids.js';
import { scopeBeyondRole, tooManyTokens } from '../auth.errors.js';
import { Notices } from '../notices/notices.service.js';
import type { ApiTokenRow } from './api-token.entity.js';
import { newToken, tokenHash } from './token-secret.js';
import { TokenUses } from './token-uses.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { TokensRepository } from './tokens.repository.js';

const dayLength = 24 * 60 * 60_000;

/** Tokens that one person may hold at a time: more are a sign of a program that forgets them. */
const mostTokens = 25;

@Injectable()
export class TokensService {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly uses: TokenUses,
    private readonly sessions: SessionsRepository,
    private readonly notices: Notices,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(actor: Actor): Promise<TokenList> {
    const now = this.clock.now();
    const kept = await this.tokens.ofUser(actor.id);
    return { items: kept.filter((token) => token.expiresAt > now).map((token) => this.shown(token)), nextCursor: null };
  }

  /** Takes a fresh proof, since a token is one more way in; and a token cannot make tokens: what leaked for a day would last for ever. */
  async create(tx: Tx, actor: Actor, { name, scopes, expiresInDays }: CreateToken): Promise<CreatedToken> {
    if (scopes.some((scope) => !actor.permissions.has(scope))) throw scopeBeyondRole();
    const createdAt = this.clock.now();
    if ((await this.tokens.countLiving(tx, actor.id, createdAt)) >= mostTokens) throw tooManyTokens();
    await this.sessions.requireActive(tx, actor);
    const token = newToken();
    const kept = {
      id: this.ids.next(),
      userId: actor.id,
      name,
      scopes: [...new Set(scopes)],
      createdAt,
      expiresAt: new Date(createdAt.getTime() + expiresInDays * dayLength),
    };
    await this.tokens.add(tx, { ...kept, tokenHash: tokenHash(token) });
    await this.notices.notify(tx, actor.id, 'token.created', name);
    return { ...this.shown({ ...kept, lastUsedAt: null }), token };
  }

  async revoke(tx: Tx, actor: Actor, id: string): Promise<void> {
    const token = (await this.tokens.ofUser(actor.id)).find((each) => each.id === id);
    if (!token || !(await this.tokens.revoke(tx, actor.id, id))) throw notFound();
    await this.notices.notify(tx, actor.id, 'token.revoked', token.name);
  }

  private shown({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: Omit<ApiTokenRow, 'userId' | 'tokenHash'>): Token {
    const used = this.uses.of(id) ?? lastUsedAt;
    return {
      id,
      name,
      scopes: [...scopes],
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: used?.toISOString() ?? null,
    };
  }
}
