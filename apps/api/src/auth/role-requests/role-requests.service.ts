import { Inject, Injectable } from '@nestjs/common';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import type { AskForRole, RoleRequest, RoleRequestList, RoleRequestQuery } from '#contracts/auth/people/users.js';
import type { Actor } from '#platform/access/actor.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { byId, readPage, shownPage } from '#platform/http/paging.js';
import { Ids } from '#platform/ids.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { PeopleNames } from '../account/names/people-names.js';
import { alreadyDecided, ownRoleRequest, sameRole } from '../auth.errors.js';
import { RoleChanges } from '../users/role-changes.js';
import { DecidingRights } from '../approvals/deciding-rights.js';
import type { RoleRequestRow } from './role-request.entity.js';
import { RoleRequestsRepository } from './role-requests.repository.js';

/** People ask for a role; an administrator who is not they decides. */
@Injectable()
export class RoleRequestsService {
  constructor(
    private readonly requests: RoleRequestsRepository,
    private readonly roles: RoleChanges,
    private readonly rights: DecidingRights,
    private readonly names: PeopleNames,
    private readonly transactions: KeyedTransactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly ids: Ids,
  ) {}

  async ask(tx: Tx, actor: Actor, { role, reason }: AskForRole): Promise<RoleRequest> {
    if (actor.role === role) throw sameRole();
    const id = this.ids.next();
    await this.requests.add(tx, { id, userId: actor.id, role, reason });
    return this.shown((await this.requests.hold(tx, id))!);
  }

  /** Own requests; all of them for those who decide, unless they ask for their own. */
  async list(actor: Actor, query: RoleRequestQuery): Promise<RoleRequestList> {
    const seesAll = actor.permissions.has('roles:decide') && query.mine === 'false';
    const userId = seesAll ? null : actor.id;
    const page = await readPage(query, byId, (after, most) => this.requests.page({ ...query, userId }, after, most));
    return shownPage(page, (request) => this.shown(request));
  }

  async approve({ actor, key }: IdempotentCall, id: string, reason: string): Promise<RoleRequest | AwaitingApproval> {
    const awaiting = await this.transactions.run(key, { objectId: id }, async (tx) => {
      const request = await this.undecided(tx, actor, id);
      return this.roles.change(tx, actor, { userId: request.userId, role: request.role, reason, roleRequestId: id });
    });
    return awaiting ?? this.shown((await this.requests.byId(id))!);
  }

  async deny({ actor, key }: IdempotentCall, id: string, reason: string): Promise<RoleRequest> {
    await this.transactions.run(key, { objectId: id }, async (tx) => {
      const request = await this.undecided(tx, actor, id);
      await this.requests.decide(tx, request, { state: 'denied', by: actor.id, reason });
      await this.audit.record(tx, {
        actor,
        action: 'role-request.denied',
        object: { type: 'role-request', id },
        outcome: 'success',
        reason,
        subjectId: request.userId,
      });
    });
    return this.shown((await this.requests.byId(id))!);
  }

  async withdraw(tx: Tx, actor: Actor, id: string): Promise<void> {
    const request = await this.requests.hold(tx, id);
    if (request?.userId !== actor.id) throw notFound();
    await this.requests.decide(tx, request, { state: 'withdrawn', by: actor.id, reason: 'withdrawn' });
  }

  private async undecided(tx: Tx, actor: Actor, id: string): Promise<RoleRequestRow> {
    await this.rights.lockAndCheck(tx, actor, 'roles:decide');
    const request = await this.requests.hold(tx, id);
    if (!request) throw notFound();
    if (request.userId === actor.id) throw ownRoleRequest();
    if (request.state !== 'pending') throw alreadyDecided();
    return request;
  }

  private async shown(request: RoleRequestRow): Promise<RoleRequest> {
    return {
      id: request.id,
      person: await this.names.of(request.userId),
      role: request.role,
      reason: request.reason,
      state: request.state,
      createdAt: request.createdAt.toISOString(),
      decidedBy: await this.names.ofAny(request.decidedBy),
      decidedAt: request.decidedAt?.toISOString() ?? null,
      decisionReason: request.decisionReason,
    };
  }
}
