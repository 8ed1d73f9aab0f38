import { Injectable } from '@nestjs/common';
import type { PersonRef } from '#contracts/approvals.js';
import { AccountsRepository } from './accounts.repository.js';

/** How people are named to those who may act on them. */
@Injectable()
export class PeopleNames {
  constructor(private readonly accounts: AccountsRepository) {}

  async of(id: string): Promise<PersonRef> {
    const account = await this.accounts.byId(id);
    return { id, username: account?.username ?? null, displayName: account?.displayName ?? null };
  }

  async ofAny(id: string | null): Promise<PersonRef | null> {
    return id === null ? null : this.of(id);
  }
}
