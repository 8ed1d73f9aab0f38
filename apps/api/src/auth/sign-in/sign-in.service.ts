import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { SignIn as Credentials, SignedIn } from '#contracts/auth/auth.js';
import { Transactions } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { invalidCredentials, mfaRequired, tooManyFailures } from '../auth.errors.js';
import { PasswordStrategy } from '../password/password.strategy.js';
import { SignInConcurrency } from '../password/sign-in-concurrency.js';
import { EvenTime } from './even-time.js';
import { SecondFactorCheck, type SecondFactors } from './second-factor-check.js';
import { SignInCompletion } from './sign-in-completion.js';
import { SignInEvents } from './sign-in-events.js';
import { countedName } from './sign-in-limit.rules.js';
import { SignInLimit, type Attempt } from './sign-in-limit.service.js';

/** Milliseconds: well above what comparing and recording take, on a busy machine too. */
const refusalStep = 250;

/** Signing in by password. Every attempt is audited, and a refusal reveals no reason. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwordStrategy: PasswordStrategy,
    private readonly concurrency: SignInConcurrency,
    private readonly secondFactor: SecondFactorCheck,
    private readonly limit: SignInLimit,
    private readonly completion: SignInCompletion,
    private readonly events: SignInEvents,
    private readonly transactions: Transactions,
  ) {}

  async signIn(request: Request, credentials: Credentials): Promise<SignedIn> {
    const time = new EvenTime(refusalStep);
    try {
      const outcome = await this.concurrency.run(() => this.judge(request, credentials));
      if (!(outcome instanceof Error)) return outcome;
      throw outcome;
    } catch (error) {
      if (isRefusal(error)) await time.pass(); // the slot is free meanwhile
      throw error;
    }
  }

  /** The refusal of wrong credentials is an answer like the other one, since it takes its time. */
  private async judge(request: Request, { username, password, ...factors }: Credentials): Promise<SignedIn | Error> {
    const known = await (username === undefined ? this.accounts.credentialsOfOwner() : this.accounts.credentialsOf(username));
    const attempt = await this.limit.attempt(countedName(username, known?.id), request.ip);
    const wait = await this.limit.wait(attempt);
    if (wait !== null) throw await this.refusedForNow(request, known?.id, wait);
    const account = await this.passwordStrategy.check(username ?? null, password);
    const factor = account && (await this.secondFactor.check(account.id, factors));
    if (factor === 'missing') throw await this.refusedWithoutCode(request, account!.id);
    if (!account || factor === 'wrong') return this.refused(request, known?.id, attempt);
    await this.passwordStrategy.rehash(account, password);
    return this.completion.complete(request, account.id, { by: 'password', attempt, passwordOf: account.passwordChangedAt });
  }

  /** For those who came in by another way than a password. @throws Problem `mfa-required`, or as for a wrong password */
  async checkSecondFactor(request: Request, accountId: string, factors: SecondFactors): Promise<void> {
    const attempt = await this.limit.attempt(accountId, request.ip);
    const wait = await this.limit.wait(attempt);
    if (wait !== null) throw await this.refusedForNow(request, accountId, wait);
    const factor = await this.secondFactor.check(accountId, factors);
    if (factor === 'missing') throw await this.refusedWithoutCode(request, accountId);
    if (factor === 'wrong') throw await this.refused(request, accountId, attempt);
  }

  /** The password was right, so nothing is given away and no failure is counted. */
  private async refusedWithoutCode(request: Request, accountId: string): Promise<Error> {
    await this.transactions.run((tx) => this.events.refused(tx, request, accountId, 'mfa-required'));
    return mfaRequired();
  }

  private async refused(request: Request, accountId: string | undefined, attempt: Attempt): Promise<Error> {
    const wait = await this.transactions.run(async (tx) => {
      const waiting = await this.limit.failed(tx, attempt);
      await this.events.refused(tx, request, accountId, waiting === null ? 'invalid-credentials' : 'rate-limited');
      return waiting;
    });
    return wait === null ? invalidCredentials() : tooManyFailures({ retryAfter: wait });
  }

  private async refusedForNow(request: Request, accountId: string | undefined, wait: number): Promise<Error> {
    await this.transactions.run((tx) => this.events.refused(tx, request, accountId, 'rate-limited'));
    return tooManyFailures({ retryAfter: wait });
  }
}

/** Whether a response judges an attempt, so that its time must reveal no more than its text. */
function isRefusal(error: unknown): boolean {
  return error instanceof Problem && (error.kind === 'invalid-credentials' || error.kind === 'rate-limited');
}
