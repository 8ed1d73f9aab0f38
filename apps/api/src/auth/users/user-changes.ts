import { Inject, Injectable } from '@nestjs/common';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import type { ChangeUser, User } from '#contracts/auth/people/users.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { RoleChanges } from './role-changes.js';
import { UsersService } from './users.service.js';

/** One change of an account by an administrator: a name, a role, or both; all of it or nothing. */
@Injectable()
export class UserChanges {
  constructor(
    private readonly users: UsersService,
    private readonly roles: RoleChanges,
    private readonly transactions: KeyedTransactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async change(
    { actor, key }: IdempotentCall,
    id: string,
    { role, displayName, reason }: ChangeUser,
  ): Promise<User | AwaitingApproval> {
    const awaiting = await this.transactions.run(key, { objectId: id }, async (tx) => {
      if (displayName !== undefined) {
        await this.users.rename(tx, id, displayName);
        await this.audit.record(tx, {
          actor,
          action: 'user.renamed',
          object: { type: 'user', id },
          outcome: 'success',
          subjectId: id,
        });
      }
      return role === undefined ? null : this.roles.change(tx, actor, { userId: id, role, reason: reason ?? '' });
    });
    return awaiting ?? this.users.one(id);
  }
}
