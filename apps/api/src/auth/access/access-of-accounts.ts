import { Injectable } from '@nestjs/common';
import type { PersonRef } from '#contracts/auth/approvals.js';
import { roleWords, type Role } from '#contracts/auth/people/roles.js';
import type { Decision } from '#platform/access/second-person.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Tx } from '#platform/database/transactions.js';
import type { AccessOfAccount, AccountAccess, Withdrawal } from '#platform/rights/account-access.js';
import { AccountAccessRepository, type KeptAccess } from './account-access.repository.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { DecidersRepository } from '../account/deciders.repository.js';
import { PeopleNames } from '../account/names/people-names.js';
import { AuthSettings } from '../auth.settings.js';
import { announcedBefore } from '../dormancy/dormancy.rules.js';
import { AccountStates } from '../users/account-states.js';
import { DeciderRemoval } from '../users/decider-removal.js';
import { RoleChanges } from '../users/role-changes.js';
import { decides } from '../users/users.rules.js';

/** For reviews of access. */
@Injectable()
export class AccessOfAccounts implements AccountAccess {
  constructor(
    private readonly access: AccountAccessRepository,
    private readonly accounts: AccountsRepository,
    private readonly deciders: DecidersRepository,
    private readonly removal: DeciderRemoval,
    private readonly roles: RoleChanges,
    private readonly states: AccountStates,
    private readonly names: PeopleNames,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async *of(tx: Tx, roles: readonly Role[]): AsyncGenerator<readonly AccessOfAccount[]> {
    const now = this.clock.now();
    const before = announcedBefore(this.settings.of(AuthSettings), now);
    const size = 1_000;
    for (let after: string | null = null, more = true; more;) {
      const batch: KeptAccess[] = await this.access.page(tx, roles, after, size, now);
      if (batch.length > 0) yield batch.map((each) => ({ ...each, isDormant: before !== null && each.usedAt <= before }));
      after = batch.at(-1)?.id ?? null;
      more = batch.length === size;
    }
  }

  activeAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Role>> {
    return this.access.activeAmong(tx, ids);
  }

  async now(ids: readonly string[]): Promise<ReadonlyMap<string, PersonRef & { readonly role: Role }>> {
    const [named, roles] = await Promise.all([this.accounts.named(ids), this.access.rolesOf(ids)]);
    return new Map(named.map(({ id, username, displayName }) => [id, { id, username, displayName, role: roles.get(id)! }]));
  }

  pendingAmong(approvals: readonly string[]): Promise<ReadonlySet<string>> {
    return this.access.pendingAmong(approvals, this.clock.now());
  }

  firstMadeAt(): Promise<Date | null> {
    return this.access.firstMadeAt();
  }

  async hasOtherDecider(tx: Tx, id: string): Promise<boolean> {
    return (await this.deciders.countOthers(tx, [id])) > 0;
  }

  takesTwo(role: Role): boolean {
    return decides(role);
  }

  async summary({ userId, to }: Withdrawal): Promise<string> {
    const { displayName, username } = await this.names.of(userId);
    const who = `${displayName ?? 'a former user'} (${username ?? userId})`;
    const what = to === 'disabled' ? `the account of ${who} will be disabled` : `${who} will get the role ${roleWords[to]}`;
    return `As decided in an access review, ${what}.${await this.removal.consequence(userId)}`;
  }

  withdraw(tx: Tx, { userId, to }: Withdrawal, decision: Decision): Promise<void> {
    return to === 'disabled'
      ? this.states.disableDecided(tx, userId, decision)
      : this.roles.revokeDecided(tx, { userId, role: to, roleRequestId: null }, decision);
  }
}
