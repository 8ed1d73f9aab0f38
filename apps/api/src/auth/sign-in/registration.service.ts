import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Register, Registered } from '#contracts/auth/auth.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { AccountsRepository, AdditionRefused, type NewAccount } from '../account/accounts.repository.js';
import { registrationClosed, setUpFirst } from '../auth.errors.js';
import { AuthSettings } from '../auth.settings.js';
import { PasswordHasher } from '../password/password-hasher.js';
import { PasswordPolicyCheck } from '../password/password-policy.js';
import { SignInConcurrency } from '../password/sign-in-concurrency.js';
import { whereFrom } from '../session/devices/where-from.js';
import { EvenTime } from './even-time.js';
import { SetUpService } from './set-up/set-up.service.js';

/** Milliseconds: well above what hashing and writing take, on a busy machine too. */
const answerStep = 400;

/** People make an account for themselves. It always begins as `external_client`. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: PasswordPolicyCheck,
    private readonly hasher: PasswordHasher,
    private readonly concurrency: SignInConcurrency,
    private readonly setUp: SetUpService,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Returns the same whether the name was free or taken, so that no one can probe for accounts. */
  async register(request: Request, { username, password, displayName }: Register): Promise<Registered> {
    if (!this.settings.of(AuthSettings).selfRegistration) throw registrationClosed({ isAnonymousRefusal: true });
    if (await this.setUp.isNeeded()) throw setUpFirst({ isAnonymousRefusal: true });
    await this.passwords.refuseWeak(password, username, 'password');
    const time = new EvenTime(answerStep);
    await this.concurrency.run(() => this.addUnlessTaken(request, { username, password, displayName }));
    await time.pass();
    return { success: true, message: registered, user: { username, displayName, role: 'external_client' } };
  }

  private async addUnlessTaken(request: Request, { username, password, displayName }: Register): Promise<void> {
    const id = this.ids.next();
    const passwordHash = await this.hasher.hash(password, id);
    try {
      await this.add(request, { id, username, displayName, passwordHash });
    } catch (error) {
      if (!(error instanceof AdditionRefused)) throw error;
      await this.recordRefusal(request, error.why);
    }
  }

  private async add(
    request: Request,
    { id, ...account }: Pick<NewAccount, 'id' | 'username' | 'displayName' | 'passwordHash'>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.accounts.add(tx, {
        id,
        ...account,
        role: 'external_client',
        mustChangePassword: false,
        isOwner: false,
        createdAt: this.clock.now(),
      });
      await this.audit.record(tx, {
        actor: { id, role: 'external_client' },
        action: 'user.registered',
        object: { type: 'user', id },
        outcome: 'success',
        detail: { ...whereFrom(request) },
      });
    });
  }

  private async recordRefusal(request: Request, reason: AdditionRefused['why']): Promise<void> {
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        actor: null,
        action: 'user.registered',
        outcome: 'failed',
        code: reason,
        detail: { ...whereFrom(request) },
      }),
    );
  }
}

const registered =
  'Sign in with the username and password you chose. If that fails, the username was already taken or looks like someone else’s: register with a different one.';
