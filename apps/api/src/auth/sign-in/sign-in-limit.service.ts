import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { countedAddress } from '#platform/http/limits/counted-address.js';
import { AccountKeys } from '../account/account-keys.js';
import { LimitSettings } from '../auth.settings.js';
import { SignInLimitRepository } from './sign-in-limit.repository.js';
import { blockedUntil, countingFailures, secondsUntil, type FailureLimit } from './sign-in-limit.rules.js';

/** What an attempt is counted under. */
export interface Attempt {
  readonly account: Buffer;
  readonly address: Buffer;
}

/**
 * Five failures in fifteen minutes, per account and per address. Attempts are judged after their password was compared, under one
 * row lock: of any number of parallel attempts, exactly the allowed number is answered, and no one who knows the password ever waits for
 * another person's attempt.
 */
@Injectable()
export class SignInLimit {
  constructor(
    private readonly failures: SignInLimitRepository,
    private readonly keys: AccountKeys,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** `account`: the id where the name is known, else the name, so that unknown names are limited alike. */
  async attempt(account: string, address: string | undefined): Promise<Attempt> {
    return {
      account: await this.keys.attemptKey('account', account),
      address: await this.keys.attemptKey('address', countedAddress(address)),
    };
  }

  /** Seconds until the next attempt is considered, or null. Reads only: saves the work of comparing. */
  async wait(attempt: Attempt): Promise<number | null> {
    return this.longestWait(await this.failures.failuresOf([attempt.account, attempt.address]), this.clock.now());
  }

  /** Counts a failure. Returns the seconds to wait when the limit had been reached before it; then it does not count. */
  async failed(tx: Tx, attempt: Attempt): Promise<number | null> {
    const now = this.clock.now();
    const known = await this.failures.lockFailuresOf(tx, [attempt.account, attempt.address], now);
    const wait = this.longestWait([...known.values()], now);
    if (wait !== null) return wait;
    for (const [key, failedAt] of known) {
      await this.failures.keep(
        tx,
        key,
        [...countingFailures(failedAt, this.limit(), now), now].slice(-this.limit().failures),
        now,
      );
    }
    return null;
  }

  /**
   * Clears the account's failures. Returns the seconds to wait when the limit was reached meanwhile. The address keeps its
   * failures: otherwise anyone with an account could guess other people's passwords without end.
   */
  async succeeded(tx: Tx, attempt: Attempt): Promise<number | null> {
    const now = this.clock.now();
    const known = await this.failures.lockFailuresOf(tx, [attempt.account, attempt.address], now);
    const wait = this.longestWait([...known.values()], now);
    if (wait === null) await this.failures.forget(tx, attempt.account);
    return wait;
  }

  async prune(tx: Tx): Promise<void> {
    await this.failures.forgetBefore(tx, new Date(this.clock.now().getTime() - this.limit().window));
  }

  private longestWait(failures: readonly (readonly Date[])[], now: Date): number | null {
    const waits = failures.flatMap((failedAt) => {
      const until = blockedUntil(failedAt, this.limit(), now);
      return until ? [secondsUntil(until, now)] : [];
    });
    return waits.length > 0 ? Math.max(...waits) : null;
  }

  private limit(): FailureLimit {
    const { loginFailures, loginWindowMinutes } = this.settings.of(LimitSettings);
    return { failures: loginFailures, window: loginWindowMinutes * 60_000 };
  }
}
