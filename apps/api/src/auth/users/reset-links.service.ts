import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { ResetPassword } from '#contracts/auth/people/users.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { resetLinkUsed } from '../auth.errors.js';
import { Notices } from '../notices/notices.service.js';
import { PasswordHasher } from '../password/password-hasher.js';
import { PasswordPolicyCheck } from '../password/password-policy.js';
import { SignInConcurrency } from '../password/sign-in-concurrency.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { whereFrom } from '../session/devices/where-from.js';
import { EvenTime } from '../sign-in/even-time.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import { resetTokenHash } from './reset-link-maker.js';
import { ResetLinksRepository } from './reset-links.repository.js';

/** Milliseconds: well above what hashing and writing take, on a busy machine too. */
const answerStep = 400;

/** Does the same work for a link that is not valid. */
const noHolder = 'nobody';

/** What people do with a one-time link: an administrator never chooses or sees a password. `ResetLinkMaker` makes the links. */
@Injectable()
export class ResetLinks {
  constructor(
    private readonly links: ResetLinksRepository,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly tokens: TokensRepository,
    private readonly passwords: PasswordPolicyCheck,
    private readonly hasher: PasswordHasher,
    private readonly concurrency: SignInConcurrency,
    private readonly notices: Notices,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
  ) {}

  /** Ends all sessions and revokes all tokens of the person. Every link that does not work gets one answer, after the same work. */
  async use(request: Request, { token, newPassword }: ResetPassword): Promise<void> {
    const time = new EvenTime(answerStep);
    const holder = await this.links.holderOf(resetTokenHash(token), this.clock.now());
    await this.passwords.refuseWeak(newPassword, await this.usernameOf(holder), 'newPassword');
    const isDone = await this.concurrency.run(async () => {
      const hash = await this.hasher.hash(newPassword, holder ?? noHolder);
      return this.transactions.run((tx) => this.setPassword(tx, request, token, hash));
    });
    await time.pass();
    if (!isDone) throw resetLinkUsed();
  }

  /** Empty for an invalid link: faults of the password itself are still reported. */
  private async usernameOf(userId: string | null): Promise<string> {
    const account = userId === null ? null : await this.accounts.byId(userId);
    return account?.username ?? '';
  }

  private async setPassword(tx: Tx, request: Request, token: string, hash: string): Promise<boolean> {
    const now = this.clock.now();
    const userId = await this.links.take(tx, resetTokenHash(token), now);
    if (userId === null) {
      await this.audit.record(tx, {
        actor: null,
        action: 'password.reset',
        outcome: 'denied',
        code: 'reset-link-used',
        detail: { ...whereFrom(request) },
      });
      return false;
    }
    const { role } = (await this.accounts.hold(tx, userId))!;
    await this.accounts.setPassword(tx, userId, hash, now);
    const sessionsEnded = await this.sessions.endOthers(tx, userId, null);
    const tokensRevoked = await this.tokens.revokeAll(tx, userId);
    await this.notices.notify(tx, userId, 'password.reset');
    await this.audit.record(tx, {
      actor: { id: userId, role },
      action: 'password.reset',
      object: { type: 'user', id: userId },
      outcome: 'success',
      detail: { sessionsEnded, tokensRevoked, ...whereFrom(request) },
    });
    return true;
  }
}
