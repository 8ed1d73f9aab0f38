import { Inject, Injectable } from '@nestjs/common';
import type { CreatedUser, CreateUser, ResetLink, ResetMfa, User, UserQuery } from '#contracts/auth/people/users.js';
import type { Role } from '#contracts/auth/people/roles.js';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Transactions } from '#platform/database/transactions.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { noSuchAccount } from '../auth.errors.js';
import { MfaRemoval } from '../mfa/mfa-removal.js';
import { AccountStates } from '../users/account-states.js';
import { ResetLinkRequests } from '../users/reset-link-requests.js';
import { UserChanges } from '../users/user-changes.js';
import { UsersService } from '../users/users.service.js';
import { operatorActor as actor } from './operator-actor.js';

/** Without a request. */
const call = { actor, key: null, requestId: '' };
const pageSize = 200;

/** Accounts for the operator's tool: the services of the portal, with its rules; what takes two people is refused (`OperatorSecondPerson`). */
@Injectable()
export class OperatorPeopleFacade {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly users: UsersService,
    private readonly changes: UserChanges,
    private readonly states: AccountStates,
    private readonly links: ResetLinkRequests,
    private readonly factors: MfaRemoval,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async list(filter: Pick<UserQuery, 'role' | 'state'>): Promise<User[]> {
    await this.transactions.run((tx) => this.audit.record(tx, { actor, action: 'users.listed', outcome: 'success' }));
    const all: User[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await this.users.list({ ...filter, sort: 'created', limit: pageSize, ...(cursor ? { cursor } : {}) });
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    return all;
  }

  create(command: CreateUser): Promise<CreatedUser> {
    return this.transactions.run(async (tx) => {
      const created = await this.users.create(tx, actor, command);
      const object = { type: 'user', id: created.id };
      await this.audit.record(tx, { actor, action: 'user.created', object, outcome: 'success', subjectId: created.id });
      return created;
    });
  }

  async disable(username: string, reason: string): Promise<User> {
    return done(await this.states.askToDisable(call, await this.idOf(username), reason));
  }

  async enable(username: string, reason: string): Promise<User> {
    return done(await this.states.askToEnable(call, await this.idOf(username), reason));
  }

  async setRole(username: string, role: Role, reason: string): Promise<User> {
    return done(await this.changes.change(call, await this.idOf(username), { role, reason }));
  }

  async resetLink(username: string, reason: string): Promise<ResetLink> {
    return done(await this.links.ask(call, await this.idOf(username), reason));
  }

  async resetFactor(username: string, command: ResetMfa): Promise<User> {
    return done(await this.factors.ask(call, await this.idOf(username), command));
  }

  private async idOf(username: string): Promise<string> {
    const account = await this.accounts.byUsername(username);
    if (!account) throw noSuchAccount();
    return account.id;
  }
}

/** Nothing waits for an approval at a shell. */
function done<Answer extends object>(answer: Answer | AwaitingApproval): Answer {
  if ('approval' in answer) throw new Error('invariant: a request for approval was made at a shell');
  return answer;
}
