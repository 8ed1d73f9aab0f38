import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { RecoveryCodes, TotpEnrolment } from '#contracts/auth/factors/mfa.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { Notices } from '../notices/notices.service.js';
import { AccountKeys } from '../account/account-keys.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { Assurance } from '../assurance/assurance.js';
import { alreadyEnrolled, wrongCode } from '../auth.errors.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { base32 } from './base32.js';
import { MfaRepository, type Factors } from './mfa.repository.js';
import { newRecoveryCodes, normalisedCode } from './recovery-code.js';
import { otpauthUrl, stepOfCode } from './totp.js';

/** Bytes of a secret: the length that RFC 4226, section 4, asks for. */
const secretLength = 20;

/** The second factor: time-based codes of an app, and recovery codes for the day when the device is lost. */
@Injectable()
export class MfaService {
  constructor(
    private readonly factors: MfaRepository,
    private readonly keys: AccountKeys,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly notices: Notices,
    private readonly assurance: Assurance,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
  ) {}

  isEnrolled(userId: string): Promise<boolean> {
    return this.factors.isEnrolled(userId);
  }

  factorsOf(userId: string): Promise<Factors> {
    return this.factors.factorsOf(userId);
  }

  async begin(tx: Tx, actor: Actor): Promise<TotpEnrolment> {
    const secret = randomBytes(secretLength);
    if (!(await this.factors.begin(tx, actor.id, secret, this.clock.now()))) throw alreadyEnrolled();
    const { username } = await this.accounts.namesById(actor.id);
    return { secret: base32(secret), otpauthUrl: otpauthUrl(secret, username) };
  }

  /** A first code proves that the device holds the secret; from now on signing in takes one. */
  async confirm(tx: Tx, actor: Actor, code: string): Promise<RecoveryCodes> {
    const totp = await this.factors.totpOf(actor.id);
    if (!totp) throw notFound();
    if (totp.isConfirmed) throw alreadyEnrolled();
    const step = this.stepOf(totp.secret, code);
    if (step === null) throw wrongCode();
    // Restarted or confirmed meanwhile: this code does not belong to the secret that is stored now.
    if (!(await this.factors.confirm(tx, actor.id, totp, step, this.clock.now()))) throw wrongCode();
    if (actor.sessionId !== null) await this.sessions.noteFactor(tx, actor.sessionId, this.clock.now());
    const codes = await this.newRecoveryCodes(tx, actor.id);
    await this.notices.notify(tx, actor.id, 'mfa.enrolled');
    return { codes };
  }

  async removeTotp(tx: Tx, userId: string): Promise<void> {
    await this.accounts.hold(tx, userId); // with the last passkey at the same moment, the recovery codes would stay
    if (!(await this.factors.removeTotp(tx, userId))) throw notFound();
    await this.factors.dropIdleRecoveryCodes(tx, userId);
    await this.notices.notify(tx, userId, 'mfa.removed');
  }

  /** For a person who lost all of it: app, passkeys and recovery codes. */
  async removeAll(tx: Tx, userId: string): Promise<void> {
    const hadTotp = await this.factors.removeTotp(tx, userId);
    if ((await this.factors.removePasskeys(tx, userId)) === 0 && !hadTotp) throw notFound();
    await this.factors.dropIdleRecoveryCodes(tx, userId);
    await this.notices.notify(tx, userId, 'mfa.removed-by-administrator');
  }

  /** Recovery codes for a first passkey, or null when the person already has some. */
  async firstRecoveryCodes(tx: Tx, userId: string): Promise<string[] | null> {
    return (await this.factors.hasRecoveryCodes(tx, userId)) ? null : this.newRecoveryCodes(tx, userId);
  }

  /** In place of those that are left, which are worth nothing any more. */
  async renewRecoveryCodes(tx: Tx, userId: string): Promise<RecoveryCodes> {
    if (!(await this.factors.isEnrolled(userId))) throw notFound();
    const codes = await this.newRecoveryCodes(tx, userId);
    await this.notices.notify(tx, userId, 'mfa.recovery-codes-made');
    return { codes };
  }

  /** After a passkey was removed. */
  dropIdleRecoveryCodes(tx: Tx, userId: string): Promise<void> {
    return this.factors.dropIdleRecoveryCodes(tx, userId);
  }

  /** Uses a code of the app or a recovery code up. Returns whether it was right and unused. */
  async use(userId: string, role: string, code: string): Promise<boolean> {
    const totp = await this.factors.totpOf(userId);
    const step = totp?.isConfirmed ? this.stepOf(totp.secret, code.replace(/\s/g, '')) : null;
    return this.transactions.run(async (tx) => {
      if (step !== null) return this.factors.useStep(tx, userId, step);
      if (!(await this.factors.useRecoveryCode(tx, userId, await this.hashOf(userId, code)))) return false;
      await this.notices.notify(tx, userId, 'mfa.recovery-code-used');
      await this.audit.record(tx, {
        actor: { id: userId, role },
        action: 'mfa.recovery-code-used',
        object: { type: 'user', id: userId },
        outcome: 'success',
      });
      return true;
    });
  }

  private stepOf(secret: Uint8Array, code: string): number | null {
    return stepOfCode(secret, code, this.clock.now(), this.assurance.demands.neighbouringSteps);
  }

  private async newRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await this.factors.putRecoveryCodes(tx, userId, await Promise.all(codes.map((each) => this.hashOf(userId, each))));
    return codes;
  }

  private hashOf(userId: string, code: string): Promise<Buffer> {
    return this.keys.recoveryCode(userId, normalisedCode(code));
  }
}
