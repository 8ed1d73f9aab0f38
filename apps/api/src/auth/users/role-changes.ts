import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { AwaitingApproval } from '#contracts/auth/approvals.js';
import { Role, roleWords, type Role as RoleName } from '#contracts/auth/people/roles.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditRecord, type AuditWriter } from '#platform/access/ports.js';
import { SECOND_PERSON, type Decision, type SecondPerson, type TwoPersonAct } from '#platform/access/second-person.js';
import type { Tx } from '#platform/database/transactions.js';
import { notFound } from '#platform/http/problem.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { PeopleNames } from '../account/names/people-names.js';
import { DecidersRepository } from '../account/deciders.repository.js';
import { disabledAccount, lastAdmin, sameRole } from '../auth.errors.js';
import { RoleRequestsRepository } from '../role-requests/role-requests.repository.js';
import { SessionsRepository } from '../session/sessions.repository.js';
import { DeciderRemoval } from './decider-removal.js';
import { ResetLinksRepository } from './reset-links.repository.js';
import { decides, losesPermissions, takesTwo } from './users.rules.js';

const RoleGrant = z.strictObject({
  userId: z.uuid(),
  role: Role,
  /** The person's own request that this answers, if there is one. */
  roleRequestId: z.nullable(z.uuid()),
});
type RoleGrant = z.infer<typeof RoleGrant>;

type Code = Pick<AuditRecord, 'code'>;

/** Who acts, as the audit log wants it. */
interface Acting {
  readonly id: string;
  readonly role: string;
}

/** The only way in which a role changes. Giving one that decides takes two people, and so does taking it away: else one would remove the second. */
@Injectable()
export class RoleChanges {
  private readonly grant: TwoPersonAct<RoleGrant> = {
    action: 'role.grant',
    parse: (parameters) => RoleGrant.parse(parameters),
    summary: ({ userId, role }) => this.summary(userId, role),
    run: (tx, grant, decision) => this.runChange(tx, grant, decision),
  };

  private readonly revocation: TwoPersonAct<RoleGrant> = {
    action: 'role.revoke',
    parse: (parameters) => RoleGrant.parse(parameters),
    summary: async ({ userId, role }) => (await this.summary(userId, role)) + (await this.removal.consequence(userId)),
    run: (tx, change, decision) => this.revokeDecided(tx, change, decision),
  };

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly requests: RoleRequestsRepository,
    private readonly links: ResetLinksRepository,
    private readonly deciders: DecidersRepository,
    private readonly removal: DeciderRemoval,
    private readonly names: PeopleNames,
    @Inject(SECOND_PERSON) private readonly secondPerson: SecondPerson,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {
    secondPerson.register(this.grant);
    secondPerson.register(this.revocation);
  }

  /** Returns the request for a second person where one is needed, or null when the role has changed. */
  async change(
    tx: Tx,
    actor: Actor,
    change: { readonly userId: string; readonly role: RoleName; readonly reason: string; readonly roleRequestId?: string },
  ): Promise<AwaitingApproval | null> {
    const { userId, role, reason, roleRequestId = null } = change;
    const current = await this.accounts.hold(tx, userId);
    if (!current) throw notFound();
    if (current.role === role) throw sameRole();
    if (current.state !== 'active') throw disabledAccount();
    if (current.role === 'admin' && (await this.deciders.isLastAdmin(tx, userId))) throw lastAdmin();
    if (!takesTwo(current.role, role)) {
      await this.apply(tx, actor, { userId, role, roleRequestId }, reason);
      return null;
    }
    const asking = { parameters: { userId, role, roleRequestId }, reason };
    const approval = decides(role)
      ? await this.secondPerson.ask(tx, actor, this.grant, { ...asking, beneficiary: userId })
      : await this.secondPerson.ask(tx, actor, this.revocation, asking);
    return approval && { approval };
  }

  /** The role follows the mapping of single sign-on claims in the settings: never a privileged one, and without an actor. */
  async follow(tx: Tx, userId: string, role: 'external_client' | 'operations_team', because: Code): Promise<void> {
    await this.apply(tx, null, { userId, role, roleRequestId: null }, because);
  }

  /** As it was decided: by one person, or by two where that takes two. @throws Problem `last-admin`, `same-role`, `not-found` */
  async revokeDecided(tx: Tx, change: RoleGrant, decision: Decision): Promise<void> {
    await this.runChange(tx, change, decision);
    await this.removal.settle(tx, decision);
  }

  private async runChange(tx: Tx, grant: RoleGrant, decision: Decision): Promise<void> {
    const current = await this.accounts.hold(tx, grant.userId);
    if (!current) throw notFound();
    if (current.role === grant.role) throw sameRole();
    if (current.state !== 'active') throw disabledAccount();
    await this.apply(tx, decision.actor, grant, decision.reason);
  }

  private async apply(
    tx: Tx,
    acting: Acting | null,
    { userId, role, roleRequestId }: RoleGrant,
    because: string | Code,
  ): Promise<void> {
    const { role: before } = (await this.accounts.hold(tx, userId))!;
    await this.accounts.setRole(tx, userId, role);
    // The maker of a link knows it, and made it for an account with fewer rights.
    if (decides(role) && !decides(before)) await this.links.drop(tx, userId);
    if (losesPermissions(before, role)) await this.sessions.endOthers(tx, userId, null);
    if (acting && roleRequestId !== null && typeof because === 'string')
      await this.answer(tx, acting, { userId, roleRequestId }, because);
    await this.audit.record(tx, {
      actor: acting,
      action: 'user.role-changed',
      object: { type: 'user', id: userId },
      outcome: 'success',
      ...(typeof because === 'string' ? { reason: because } : because),
      detail: { from: before, to: role },
      subjectId: userId,
    });
  }

  private async answer(
    tx: Tx,
    acting: Acting,
    request: { readonly userId: string; readonly roleRequestId: string },
    reason: string,
  ) {
    await this.requests.decide(
      tx,
      { id: request.roleRequestId, userId: request.userId },
      { state: 'approved', by: acting.id, reason },
    );
    await this.audit.record(tx, {
      actor: acting,
      action: 'role-request.approved',
      object: { type: 'role-request', id: request.roleRequestId },
      outcome: 'success',
      reason,
      subjectId: request.userId,
    });
  }

  private async summary(userId: string, role: RoleName): Promise<string> {
    const { displayName, username } = await this.names.of(userId);
    return `${displayName ?? 'A former user'} (${username ?? userId}) will get the role ${roleWords[role]}.`;
  }
}
