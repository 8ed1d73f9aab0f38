import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import type { ResetMfa, User } from '#contracts/auth/people/users.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { PeopleNames } from '../account/names/people-names.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { UsersService } from '../users/users.service.js';
import { MfaService } from './mfa.service.js';

const Removal = z.strictObject({ userId: z.uuid() });
type Removal = z.infer<typeof Removal>;

/**
 * Removes the second factors, passkeys too, of a person who lost the device and the recovery codes. With a password reset link this is
 * enough to become that person, so it takes two people and a statement of how the first one verified the identity (OWASP ASVS 6.4.4).
 */
@Injectable()
export class MfaRemoval {
  private readonly act: TwoPersonAct<Removal> = {
    action: 'mfa.remove',
    parse: (parameters) => Removal.parse(parameters),
    summary: async ({ userId }) => {
      const { displayName, username } = await this.names.of(userId);
      return `${displayName ?? 'A former user'} (${username ?? userId}) will sign in with a password alone until they set up a new second factor.`;
    },
    run: (tx, removal, decision) => this.run(tx, removal, decision),
  };

  constructor(
    private readonly mfa: MfaService,
    private readonly users: UsersService,
    private readonly sessions: SessionsRepository,
    private readonly names: PeopleNames,
    private readonly transactions: KeyedTransactions,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {
    secondPerson.register(this.act);
  }

  async ask(
    { actor, key }: IdempotentCall,
    userId: string,
    { reason, identityCheck }: ResetMfa,
  ): Promise<User | AwaitingApproval> {
    const asking = { parameters: { userId }, reason, identityCheck, beneficiary: userId };
    const approval = await this.transactions.run(key, { objectId: userId }, async (tx) => {
      if (!(await this.mfa.isEnrolled(userId))) throw notFound();
      return this.secondPerson.ask(tx, actor, this.act, asking);
    });
    return approval ? { approval } : this.users.one(userId);
  }

  private async run(tx: Tx, { userId }: Removal, decision: Decision): Promise<void> {
    await this.mfa.removeAll(tx, userId);
    await this.sessions.endOthers(tx, userId, null);
    await this.audit.record(tx, {
      actor: decision.actor,
      action: 'user.mfa-removed',
      object: { type: 'user', id: userId },
      outcome: 'success',
      reason: decision.reason,
      detail: { identityCheck: 'stated' },
      subjectId: userId,
    });
  }
}
