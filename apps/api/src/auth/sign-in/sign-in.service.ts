import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { SignIn as Credentials, SignedIn } from '#contracts/auth/auth.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { AccountsRepository, type Account, type AccountState } from '../account/accounts.repository.js';
import { invalidCredentials, mfaRequired, tooManyFailures } from '../auth.errors.js';
import { Devices } from '../session/devices/devices.service.js';
import { MfaService } from '../mfa/mfa.service.js';
import { PasskeyCheck } from '../passkeys/passkey-check.js';
import { PasswordStrategy } from '../password/password.strategy.js';
import { PasswordHasher } from '../password/password-hasher.js';
import { SignInConcurrency } from '../password/sign-in-concurrency.js';
import { SessionService } from '../session/session.service.js';
import { whereFrom } from '../session/devices/where-from.js';
import { EvenTime } from './even-time.js';
import { countedName } from './sign-in-limit.rules.js';
import { SignInLimit, type Attempt } from './sign-in-limit.service.js';

/** The sign-in method, as the session stores it. */
export type WayIn = 'password' | 'single-sign-on' | 'passkey';

type SecondFactors = Pick<Credentials, 'code' | 'passkey'>;

/** Milliseconds: well above what comparing and recording take, on a busy machine too. */
const refusalStep = 250;

/** Signing in by password. Every attempt is audited, and a refusal reveals no reason. */
@Injectable()
export class SignInService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwordStrategy: PasswordStrategy,
    private readonly hasher: PasswordHasher,
    private readonly concurrency: SignInConcurrency,
    private readonly mfa: MfaService,
    private readonly passkeys: PasskeyCheck,
    private readonly limit: SignInLimit,
    private readonly sessions: SessionService,
    private readonly devices: Devices,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
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
    const factor = account && (await this.secondFactor(account.id, factors));
    if (factor === 'missing') throw await this.refusedWithoutCode(request, account!.id);
    if (!account || factor === 'wrong') return this.refused(request, known?.id, attempt);
    await this.rehash(account.id, account.passwordHash!, password);
    return this.enter(request, account.id, attempt, 'password', account.passwordChangedAt);
  }

  /**
   * Begins a session and audits it; one that cannot be audited is removed. Also the end of set-up. Without an attempt: methods
   * that cannot be guessed stay open while failures close the one by password. `passwordOf`: when the compared password was
   * chosen; a password change meanwhile has ended all sessions, and this one would survive.
   */
  async enter(
    request: Request,
    accountId: string,
    attempt: Attempt | null,
    by: WayIn = 'password',
    passwordOf: Date | null = null,
  ): Promise<SignedIn> {
    const account = (await this.accounts.byId(accountId))!;
    const sessionId = await this.sessions.begin(request, accountId);
    try {
      const refusal = await this.transactions.run(async (tx) => {
        if (isOvertaken(await this.accounts.hold(tx, accountId), passwordOf)) {
          await this.recordRefusal(tx, request, accountId, 'invalid-credentials');
          return invalidCredentials();
        }
        const waiting = attempt && (await this.limit.succeeded(tx, attempt));
        await (waiting === null
          ? this.recordStart(tx, account, sessionId, request, by)
          : this.recordRefusal(tx, request, accountId, 'rate-limited'));
        return waiting === null ? null : tooManyFailures({ retryAfter: waiting });
      });
      if (refusal) throw refusal;
    } catch (error) {
      await this.sessions.abandon(request);
      throw error;
    }
    return signedIn(account);
  }

  /** For those who came in by another way than a password. @throws Problem `mfa-required`, or as for a wrong password */
  async checkSecondFactor(request: Request, accountId: string, factors: SecondFactors): Promise<void> {
    const attempt = await this.limit.attempt(accountId, request.ip);
    const wait = await this.limit.wait(attempt);
    if (wait !== null) throw await this.refusedForNow(request, accountId, wait);
    const factor = await this.secondFactor(accountId, factors);
    if (factor === 'missing') throw await this.refusedWithoutCode(request, accountId);
    if (factor === 'wrong') throw await this.refused(request, accountId, attempt);
  }

  /** For ways in that cannot be guessed at, so that no failure is counted. */
  async refusal(request: Request, accountId: string | undefined, reason: 'passkey-refused'): Promise<Error> {
    await this.transactions.run((tx) => this.recordRefusal(tx, request, accountId, reason));
    return invalidCredentials();
  }

  private async secondFactor(accountId: string, { code, passkey }: SecondFactors): Promise<'right' | 'wrong' | 'missing'> {
    if (!(await this.mfa.isEnrolled(accountId))) return 'right';
    if (passkey !== undefined) return (await this.passkeys.holderOf(passkey, 'presence')) === accountId ? 'right' : 'wrong';
    if (code === undefined) return 'missing';
    const { role } = (await this.accounts.byId(accountId))!;
    return (await this.mfa.use(accountId, role, code)) ? 'right' : 'wrong';
  }

  /** The password was right, so nothing is given away and no failure is counted. */
  private async refusedWithoutCode(request: Request, accountId: string): Promise<Error> {
    await this.transactions.run((tx) => this.recordRefusal(tx, request, accountId, 'mfa-required'));
    return mfaRequired();
  }

  private async refused(request: Request, accountId: string | undefined, attempt: Attempt): Promise<Error> {
    const wait = await this.transactions.run(async (tx) => {
      const waiting = await this.limit.failed(tx, attempt);
      await this.recordRefusal(tx, request, accountId, waiting === null ? 'invalid-credentials' : 'rate-limited');
      return waiting;
    });
    return wait === null ? invalidCredentials() : tooManyFailures({ retryAfter: wait });
  }

  private async refusedForNow(request: Request, accountId: string | undefined, wait: number): Promise<Error> {
    await this.transactions.run((tx) => this.recordRefusal(tx, request, accountId, 'rate-limited'));
    return tooManyFailures({ retryAfter: wait });
  }

  private async rehash(accountId: string, hash: string, password: string): Promise<void> {
    if (!this.hasher.isOutdated(hash, accountId)) return;
    const fresh = await this.hasher.hash(password, accountId);
    await this.transactions.run((tx) => this.accounts.rehash(tx, accountId, hash, fresh));
  }

  private async recordStart(tx: Tx, account: Account, sessionId: string, request: Request, by: WayIn): Promise<void> {
    await this.accounts.noteSignIn(tx, account.id, this.clock.now());
    await this.devices.recognise(tx, request, account.id);
    await this.audit.record(tx, {
      actor: { id: account.id, role: account.role },
      action: 'session.started',
      object: { type: 'session', id: sessionId },
      outcome: 'success',
      detail: { by, ...whereFrom(request) },
    });
  }

  /** Sealed under the key of the account, and erased with it; for an unknown name under that of the log, after the same work. */
  private recordRefusal(
    tx: Tx,
    request: Request,
    accountId: string | undefined,
    code: 'invalid-credentials' | 'rate-limited' | 'mfa-required' | 'passkey-refused',
  ): Promise<void> {
    return this.audit.record(tx, {
      actor: null,
      action: 'session.refused',
      ...(accountId === undefined ? {} : { object: { type: 'user', id: accountId }, subjectId: accountId }),
      outcome: 'denied',
      code,
      detail: { ...whereFrom(request) },
    });
  }
}

/** Whether the account was disabled or its password changed since the proof was verified. */
function isOvertaken(current: AccountState | null, passwordOf: Date | null): boolean {
  if (current?.state !== 'active') return true;
  return passwordOf !== null && current.passwordChangedAt.getTime() !== passwordOf.getTime();
}

/** Whether a response judges an attempt, so that its time must reveal no more than its text. */
function isRefusal(error: unknown): boolean {
  return error instanceof Problem && (error.kind === 'invalid-credentials' || error.kind === 'rate-limited');
}

function signedIn({ id, username, displayName, role, mustChangePassword }: Account): SignedIn {
  return {
    success: true,
    message: 'Authentication successful',
    user: { id, username, displayName, role, mustChangePassword },
  };
}
