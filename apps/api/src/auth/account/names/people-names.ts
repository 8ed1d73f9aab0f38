import { Injectable } from '@nestjs/common';
import type { PersonRef } from '#contracts/auth/approvals.js';
import type { Role } from '#contracts/auth/people/roles.js';
import type { AuditActors, AuditActorsQuery } from '#contracts/audit/audit.js';
import type { People } from '#platform/access/people.js';
import { AccountsRepository } from '../accounts.repository.js';

/** How people are named to those who may act on them. */
@Injectable()
export class PeopleNames implements People {
  constructor(private readonly accounts: AccountsRepository) {}

  async of(id: string): Promise<PersonRef> {
    const account = await this.accounts.byId(id);
    return { id, username: account?.username ?? null, displayName: account?.displayName ?? null };
  }

  async roleOf(id: string): Promise<Role | null> {
    return (await this.accounts.byId(id))?.role ?? null;
  }

  /** The accounts with the given ids or username, in no order. */
  async asked({ ids, username }: AuditActorsQuery): Promise<AuditActors> {
    if (ids !== undefined) return { items: await this.accounts.named([...new Set(ids.split(','))]) };
    const account = await this.accounts.byUsername(username ?? '');
    return { items: account === null ? [] : [{ id: account.id, username: account.username, displayName: account.displayName }] };
  }

  async ofAny(id: string | null): Promise<PersonRef | null> {
    return id === null ? null : this.of(id);
  }
}
