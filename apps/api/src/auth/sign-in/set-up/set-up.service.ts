import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { timingSafeEqual } from 'node:crypto';
import type { SetUp, SignedIn } from '#contracts/auth/auth.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { AccountKeys } from '../../account/account-keys.js';
import { AccountsRepository, AdditionRefused, type NewAccount } from '../../account/accounts.repository.js';
import { alreadySetUp, tooManyFailures, wrongSetUpCode } from '../../auth.errors.js';
import { PasswordHasher } from '../../password/password-hasher.js';
import { PasswordPolicyCheck } from '../../password/password-policy.js';
import { whereFrom } from '../../session/devices/where-from.js';
import { setUpCodeFrom } from './set-up-code.rules.js';
import { SignInCompletion } from '../sign-in-completion.js';
import { SignInLimit, type Attempt } from '../sign-in-limit.service.js';

/** What counts wrong set-up codes; no account can have this name. */
const setUpAttempts = '\u0000set-up';

/**
 * The first administrator. The set-up code is computed, not kept: every start and every instance prints the same one, and it opens
 * nothing any more as soon as there is an account.
 */
@Injectable()
export class SetUpService {
  private wasDone = false;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly accounts: AccountsRepository,
    private readonly keys: AccountKeys,
    private readonly passwords: PasswordPolicyCheck,
    private readonly hasher: PasswordHasher,
    private readonly limit: SignInLimit,
    private readonly signIn: SignInCompletion,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Whether there is no account yet. */
  async isNeeded(): Promise<boolean> {
    this.wasDone ||= await this.accounts.anyExists();
    return !this.wasDone;
  }

  /**
   * The code to print, or null when there is an account. With a master password given from outside, it makes the account `owner`
   * with that password instead, to be changed at the first sign-in.
   */
  async setUpCode(): Promise<string | null> {
    if (!(await this.isNeeded())) return null;
    if (this.environment.masterPassword === null) return setUpCodeFrom(await this.keys.setUpSecret());
    try {
      await this.addOwner({ username: 'owner', displayName: 'Owner', mustChangePassword: true }, this.environment.masterPassword);
    } catch (error) {
      if (!(error instanceof AdditionRefused)) throw error; // another instance was quicker
    }
    return null;
  }

  async complete(request: Request, { code, username, password, displayName }: SetUp): Promise<SignedIn> {
    if (!(await this.isNeeded())) throw alreadySetUp({ isAnonymousRefusal: true });
    const attempt = await this.limit.attempt(setUpAttempts, request.ip);
    await this.refuseWrongCode(request, code, attempt);
    await this.passwords.refuseWeak(password, username, 'password');
    try {
      const owner = await this.addOwner({ username, displayName: displayName ?? username, mustChangePassword: false }, password);
      return await this.signIn.complete(request, owner.id, { by: 'password', attempt });
    } catch (error) {
      throw error instanceof AdditionRefused ? alreadySetUp({ cause: error, isAnonymousRefusal: true }) : error;
    }
  }

  private async refuseWrongCode(request: Request, code: string, attempt: Attempt): Promise<void> {
    const wait = await this.limit.wait(attempt);
    if (wait !== null) throw tooManyFailures({ retryAfter: wait, isAnonymousRefusal: true });
    const right = setUpCodeFrom(await this.keys.setUpSecret());
    if (code.length === right.length && timingSafeEqual(Buffer.from(code), Buffer.from(right))) return;
    const waiting = await this.transactions.run(async (tx) => {
      await this.audit.record(tx, {
        actor: null,
        action: 'setup.completed',
        outcome: 'denied',
        code: 'wrong-set-up-code',
        detail: { ...whereFrom(request) },
      });
      return this.limit.failed(tx, attempt);
    });
    throw waiting === null ? wrongSetUpCode() : tooManyFailures({ retryAfter: waiting });
  }

  private async addOwner(
    names: Pick<NewAccount, 'username' | 'displayName' | 'mustChangePassword'>,
    password: string,
  ): Promise<NewAccount> {
    const id = this.ids.next();
    const passwordHash = await this.hasher.hash(password, id);
    const owner = {
      ...names,
      id,
      passwordHash,
      role: 'admin',
      isOwner: true,
      createdAt: this.clock.now(),
    } as const;
    await this.transactions.run(async (tx) => {
      await this.accounts.add(tx, owner);
      await this.audit.record(tx, {
        actor: { id: owner.id, role: owner.role },
        action: 'setup.completed',
        object: { type: 'user', id: owner.id },
        outcome: 'success',
      });
    });
    return owner;
  }
}
