import { Inject, Injectable } from '@nestjs/common';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { StepUp as Proof } from '#contracts/auth/auth.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { why } from '#platform/access/why.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import type { Problem } from '#platform/http/problem.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { invalidCredentials, tooManyFailures } from '../auth.errors.js';
import { MfaService } from '../mfa/mfa.service.js';
import { PasskeyCheck } from '../passkeys/passkey-check.js';
import { SignInLimit, type Attempt } from '../sign-in/sign-in-limit.service.js';
import { PasswordHasher } from './password-hasher.js';

type Person = Pick<Actor, 'id' | 'role'>;

/** Whether a signed-in person is still the same one: a session thief does not know the password. */
@Injectable()
export class ProofCheck {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly hasher: PasswordHasher,
    private readonly mfa: MfaService,
    private readonly passkeys: PasskeyCheck,
    private readonly limit: SignInLimit,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /**
   * Wrong proofs count like failed sign-ins, and are recorded as a refusal of `act`.
   * @throws Problem `invalid-credentials` or `too-many-failures`
   */
  async check(actor: Actor, address: string | undefined, proof: Proof, act: AuditAction): Promise<void> {
    const faultIn = async () => ((await this.isRight(actor, proof)) ? null : invalidCredentials());
    await this.judge(actor, address, act, faultIn);
  }

  /** As `check`, for a proof that the caller verifies. `faultIn`: what is wrong with it, or null. */
  async judge(
    actor: Person,
    address: string | undefined,
    act: AuditAction,
    faultIn: () => Promise<Problem | null>,
  ): Promise<void> {
    const attempt = await this.limit.attempt(actor.id, address);
    const wait = await this.limit.wait(attempt);
    if (wait !== null) throw await this.refusedForNow(actor, address, act, wait);
    const fault = await faultIn();
    if (fault) throw await this.refused(actor, address, attempt, act, fault);
    const waiting = await this.transactions.run((tx) => this.limit.succeeded(tx, attempt));
    if (waiting !== null) throw tooManyFailures({ retryAfter: waiting });
  }

  private async isRight(actor: Actor, { password, code, passkey }: Proof): Promise<boolean> {
    if (password !== undefined && !(await this.isPassword(actor, password))) return false; // before a code is used up
    // Every given proof counts as a factor before it is verified here, so none may be skipped.
    if (code !== undefined) return passkey === undefined && this.mfa.use(actor.id, actor.role, code);
    if (passkey === undefined) return password !== undefined;
    return (await this.passkeys.holderOf(passkey, password === undefined ? 'person' : 'presence')) === actor.id;
  }

  private async isPassword({ id }: Actor, password: string): Promise<boolean> {
    return this.hasher.matches(await this.accounts.credentialsById(id), password);
  }

  private async refusedForNow(actor: Person, address: string | undefined, act: AuditAction, wait: number): Promise<Error> {
    await this.transactions.run((tx) => this.record(tx, actor, address, act, 'rate-limited'));
    return tooManyFailures({ retryAfter: wait });
  }

  private async refused(
    actor: Person,
    address: string | undefined,
    attempt: Attempt,
    act: AuditAction,
    fault: Problem,
  ): Promise<Error> {
    const wait = await this.transactions.run(async (tx) => {
      const waiting = await this.limit.failed(tx, attempt);
      await this.record(tx, actor, address, act, waiting === null ? fault.code : 'rate-limited');
      return waiting;
    });
    return wait === null ? fault : tooManyFailures({ retryAfter: wait });
  }

  private record(tx: Tx, actor: Person, address: string | undefined, act: AuditAction, word: string): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action: act,
      object: { type: 'user', id: actor.id },
      outcome: 'denied',
      ...why(word),
      detail: { address: address ?? null },
    });
  }
}
