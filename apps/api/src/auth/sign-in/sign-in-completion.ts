import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { SignedIn } from '#contracts/auth/auth.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { AccountsRepository, type Account, type AccountState } from '../account/accounts.repository.js';
import { invalidCredentials, tooManyFailures } from '../auth.errors.js';
import { Devices } from '../session/devices/devices.service.js';
import { SessionService } from '../session/session.service.js';
import { SignInEvents, type SignInMethod } from './sign-in-events.js';
import { SignInLimit, type Attempt } from './sign-in-limit.service.js';

interface Proven {
  readonly by: SignInMethod;
  /** Without one, as for methods that cannot be guessed, the account stays open while failures close the way by password. */
  readonly attempt?: Attempt;
  /** When the compared password was chosen; a password change meanwhile has ended all sessions, and this one would survive. */
  readonly passwordOf?: Date;
}

/** The last step of every sign-in method, once the person has proved who they are: the session. */
@Injectable()
export class SignInCompletion {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly limit: SignInLimit,
    private readonly sessions: SessionService,
    private readonly devices: Devices,
    private readonly events: SignInEvents,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Begins a session and audits it; one that cannot be audited is removed. */
  async complete(request: Request, accountId: string, proven: Proven): Promise<SignedIn> {
    const account = (await this.accounts.byId(accountId))!;
    const sessionId = await this.sessions.begin(request, accountId);
    try {
      const refusal = await this.transactions.run((tx) => this.record(tx, request, account, sessionId, proven));
      if (refusal) throw refusal;
    } catch (error) {
      await this.sessions.abandon(request);
      throw error;
    }
    return signedIn(account);
  }

  private async record(
    tx: Tx,
    request: Request,
    account: Account,
    sessionId: string,
    { by, attempt, passwordOf }: Proven,
  ): Promise<Error | null> {
    if (isOvertaken(await this.accounts.hold(tx, account.id), passwordOf)) {
      await this.events.refused(tx, request, account.id, 'invalid-credentials');
      return invalidCredentials();
    }
    const wait = attempt === undefined ? null : await this.limit.succeeded(tx, attempt);
    if (wait !== null) {
      await this.events.refused(tx, request, account.id, 'rate-limited');
      return tooManyFailures({ retryAfter: wait });
    }
    await this.accounts.noteSignIn(tx, account.id, this.clock.now());
    await this.devices.recognise(tx, request, account.id);
    await this.events.started(tx, request, account, sessionId, by);
    return null;
  }
}

/** Whether the account was disabled or its password changed since the proof was verified. */
function isOvertaken(current: AccountState | null, passwordOf: Date | undefined): boolean {
  if (current?.state !== 'active') return true;
  return passwordOf !== undefined && current.passwordChangedAt.getTime() !== passwordOf.getTime();
}

function signedIn({ id, username, displayName, role, mustChangePassword }: Account): SignedIn {
  return {
    success: true,
    message: 'Authentication successful',
    user: { id, username, displayName, role, mustChangePassword },
  };
}
