import { Inject, Injectable } from '@nestjs/common';
import type { Role } from '#contracts/auth/people/roles.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { AlikeNames } from '../account/names/alike-names.repository.js';
import { AccountsRepository, AdditionRefused, type Account } from '../account/accounts.repository.js';
import { ssoNameTaken, ssoNameUnusable, ssoNoAccount } from '../auth.errors.js';
import { AuthSettings } from '../auth.settings.js';
import { RoleRequestsRepository } from '../role-requests/role-requests.repository.js';
import { RoleChanges } from '../users/role-changes.js';
import { roleToFollow, type SsoIdentity } from './sso-claims.rules.js';
import { SsoRepository } from './sso.repository.js';

/**
 * The account of an identity: found by issuer and subject, never by name, since anyone can have that name at the provider. A person
 * who has an account with a password links the two while signed in.
 */
@Injectable()
export class SsoAccounts {
  constructor(
    private readonly kept: SsoRepository,
    private readonly accounts: AccountsRepository,
    private readonly alike: AlikeNames,
    private readonly roles: RoleChanges,
    private readonly requests: RoleRequestsRepository,
    private readonly settings: Settings,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async find(identity: SsoIdentity): Promise<Account | null> {
    const userId = await this.kept.userOf(identity);
    return userId === null ? null : this.accounts.byId(userId);
  }

  /** Makes the account that is missing, or lets its role follow the claims. Answers whose it is. */
  async arrive(tx: Tx, known: Account | null, identity: SsoIdentity): Promise<string> {
    if (!known) return this.add(tx, identity);
    const current = await this.accounts.hold(tx, known.id); // an administrator may have set another role meanwhile, which stays
    const role = current && roleToFollow(current.role, identity.role);
    if (role !== null) await this.roles.follow(tx, known.id, role, { code: 'single-sign-on' });
    return known.id;
  }

  private async add(tx: Tx, identity: SsoIdentity): Promise<string> {
    if (!this.settings.of(AuthSettings).sso.createAccounts) throw ssoNoAccount();
    if (identity.username === null) throw ssoNameUnusable();
    const id = this.ids.next();
    const role = identity.role ?? 'external_client';
    const { username, displayName } = identity;
    // A name from the provider that looks like another person's here is replaced by the username.
    const mayBeCalled = displayName !== null && !(await this.alike.isImitation(tx, id, displayName));
    try {
      await this.accounts.add(tx, {
        id,
        username,
        displayName: mayBeCalled ? displayName : username,
        passwordHash: null,
        role,
        mustChangePassword: false,
        isOwner: false,
        createdAt: this.clock.now(),
      });
    } catch (error) {
      throw error instanceof AdditionRefused ? ssoNameTaken({ cause: error }) : error;
    }
    await this.kept.link(tx, id, identity);
    await this.record(tx, { id, role }, 'user.registered', { type: 'user', id });
    if (identity.asksFor !== null) await this.askFor(tx, { id, role }, identity.asksFor);
    return id;
  }

  /** Administrators decide every role above `operations_team`, as if the person had requested it. */
  private async askFor(tx: Tx, person: { readonly id: string; readonly role: Role }, role: Role): Promise<void> {
    const id = this.ids.next();
    await this.requests.add(tx, { id, userId: person.id, role, reason: 'Requested because of a single sign-on group.' });
    await this.record(tx, person, 'role-request.made', { type: 'role-request', id });
  }

  private record(
    tx: Tx,
    actor: { readonly id: string; readonly role: Role },
    action: 'user.registered' | 'role-request.made',
    object: { readonly type: string; readonly id: string },
  ): Promise<void> {
    return this.audit.record(tx, { actor, action, object, outcome: 'success', code: 'single-sign-on' });
  }
}
