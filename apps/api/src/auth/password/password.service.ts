import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { ChangePassword } from '#contracts/auth/auth.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { passwordChangedMeanwhile, samePassword } from '../auth.errors.js';
import { ProofCheck } from './proof-check.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordPolicyCheck } from './password-policy.js';
import { MfaService } from '../mfa/mfa.service.js';
import { StepUpService } from '../step-up/step-up.service.js';
import { Notices } from '../notices/notices.service.js';
import { SessionRenewal } from '../session/session-renewal.js';
import { SessionsRepository } from '../session/sessions.repository.js';

@Injectable()
export class PasswordService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly renewal: SessionRenewal,
    private readonly hasher: PasswordHasher,
    private readonly proofs: ProofCheck,
    private readonly policy: PasswordPolicyCheck,
    private readonly notices: Notices,
    private readonly mfa: MfaService,
    private readonly stepUp: StepUpService,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
  ) {}

  /** Ends all other sessions of the person and rotates the id of this one: anyone who knew the old password is out. Wrong guesses count like failed sign-ins. */
  async change(actor: Actor, request: Request, { currentPassword, newPassword }: ChangePassword): Promise<void> {
    if (this.stepUp.takesAllFactors && (await this.mfa.isEnrolled(actor.id))) await this.stepUp.requireRecent(actor);
    const before = await this.accounts.credentialsById(actor.id);
    await this.proofs.check(actor, request.ip, { password: currentPassword }, 'password.changed');
    if (newPassword === currentPassword) throw samePassword();
    const { username } = await this.accounts.namesById(actor.id);
    await this.policy.refuseWeak(newPassword, username, 'newPassword');
    const hash = await this.hasher.hash(newPassword, actor.id);
    const now = this.clock.now();
    const renewed = await this.transactions.run(async (tx) => {
      const current = await this.accounts.hold(tx, actor.id);
      if (current?.passwordChangedAt.getTime() !== before?.passwordChangedAt.getTime()) throw passwordChangedMeanwhile();
      await this.accounts.setPassword(tx, actor.id, hash, now);
      const sessionsEnded = await this.sessions.endOthers(tx, actor.id, actor.sessionId);
      await this.notices.notify(tx, actor.id, 'password.changed');
      await this.audit.record(tx, {
        actor,
        action: 'password.changed',
        object: { type: 'user', id: actor.id },
        outcome: 'success',
        detail: { sessionsEnded },
      });
      return actor.sessionId === null ? null : this.renewal.renew(tx, request, now);
    });
    if (renewed !== null) this.renewal.hand(request, renewed);
  }
}
