import { Injectable } from '@nestjs/common';
import type { Colleague, Colleagues } from '#contracts/auth/people/colleagues.js';
import { staffRoles, type Role } from '#contracts/auth/people/roles.js';
import type { Actor } from '#platform/access/actor.js';
import { AccountsRepository, type Account } from '../account/accounts.repository.js';
import { nameMatches } from './users.rules.js';

/** As many as a person looks through. */
const most = 8;
/** Accounts opened at a time: names are sealed, so each has to be opened to be searched. */
const batch = 500;

/** Finds people by name for those who work with them, such as to share something with one of them. */
@Injectable()
export class ColleaguesService {
  constructor(private readonly accounts: AccountsRepository) {}

  async named(actor: Actor, q: string): Promise<Colleagues> {
    const found: Colleague[] = [];
    for (const role of staffRoles) {
      for await (const account of this.activeIn(role)) {
        if (account.id !== actor.id && !account.isDamaged && nameMatches(account, q)) found.push(colleagueOf(account));
        if (found.length === most) return { items: found };
      }
    }
    return { items: found };
  }

  private async *activeIn(role: Role): AsyncGenerator<Account> {
    for (let after: string | null = null, isLast = false; !isLast;) {
      const page: Account[] = await this.accounts.page({ role, state: 'active', sort: 'created' }, after, batch);
      yield* page;
      after = page.at(-1)?.id ?? null;
      isLast = page.length < batch;
    }
  }
}

function colleagueOf({ id, username, displayName, role }: Account): Colleague {
  return { id, username, displayName, role };
}
