import { Inject, Injectable } from '@nestjs/common';
import type { Permission } from '#contracts/auth/people/roles.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { noSuchAccount } from '../auth.errors.js';
import { Notices } from '../notices/notices.service.js';
import type { ApiTokenRow } from '../tokens/api-token.entity.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import { operatorActor as actor } from './operator-actor.js';

/** A token as the operator sees it: whose it is and what it may do. Its name is its owner's text, and stays closed. */
export interface OperatorToken {
  readonly id: string;
  readonly userId: string;
  readonly username: string | null;
  readonly scopes: readonly Permission[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

/** API tokens for the operator's tool: listed and revoked. None is made here, since that would be a way into the account of a person. */
@Injectable()
export class OperatorTokensFacade {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly accounts: AccountsRepository,
    private readonly notices: Notices,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async list(username?: string): Promise<OperatorToken[]> {
    await this.transactions.run((tx) => this.audit.record(tx, { actor, action: 'tokens.listed', outcome: 'success' }));
    const living = await this.tokens.living(this.clock.now(), username === undefined ? null : await this.idOf(username));
    const names = await this.accounts.named([...new Set(living.map(({ userId }) => userId))]);
    const nameOf = new Map(names.map((each) => [each.id, each.username]));
    return living.map(({ createdAt, expiresAt, lastUsedAt, ...token }) => ({
      ...token,
      username: nameOf.get(token.userId) ?? null,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }));
  }

  /** @throws Problem `not-found` */
  revoke(id: string, reason: string): Promise<{ revoked: number }> {
    return this.transactions.run(async (tx) => {
      const owner = await this.tokens.ownerOf(tx, id);
      if (owner === null) throw notFound();
      return this.revokeSome(tx, owner, reason, ({ id: each }) => each === id);
    });
  }

  async revokeAllOf(username: string, reason: string): Promise<{ revoked: number }> {
    const owner = await this.idOf(username);
    return this.transactions.run((tx) => this.revokeSome(tx, owner, reason, () => true));
  }

  private async revokeSome(tx: Tx, owner: string, reason: string, isMeant: (token: ApiTokenRow) => boolean) {
    let revoked = 0;
    for (const token of (await this.tokens.ofUser(owner)).filter(isMeant)) {
      if (!(await this.tokens.revoke(tx, owner, token.id))) continue;
      revoked += 1;
      await this.notices.notify(tx, owner, 'token.revoked', token.name);
      const object = { type: 'token', id: token.id };
      await this.audit.record(tx, { actor, action: 'token.revoked', object, outcome: 'success', reason, subjectId: owner });
    }
    return { revoked };
  }

  private async idOf(username: string): Promise<string> {
    const account = await this.accounts.byUsername(username);
    if (!account) throw noSuchAccount();
    return account.id;
  }
}
