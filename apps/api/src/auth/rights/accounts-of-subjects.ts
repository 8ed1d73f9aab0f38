import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database/transactions.js';
import type { RestrictionNotice, SubjectAccount, SubjectAccounts } from '#platform/rights/subject-accounts.js';
import { Notices } from '../notices/notices.service.js';
import { AccountsRepository, type Account } from '../account/accounts.repository.js';

@Injectable()
export class AccountsOfSubjects implements SubjectAccounts {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly notices: Notices,
  ) {}

  async one(id: string): Promise<SubjectAccount | null> {
    return shown(await this.accounts.byId(id));
  }

  async called(username: string): Promise<SubjectAccount | null> {
    return shown(await this.accounts.byUsername(username));
  }

  correctNames(tx: Tx, id: string, names: { readonly username?: string; readonly displayName?: string }): Promise<void> {
    return this.accounts.correctNames(tx, id, names);
  }

  notify(tx: Tx, id: string, kind: RestrictionNotice, about?: string): Promise<void> {
    return this.notices.notify(tx, id, kind, about ?? null);
  }

  restrict(tx: Tx, id: string, restricted: boolean): Promise<void> {
    return this.accounts.mark(tx, id, { restricted });
  }

  noteObjection(tx: Tx, id: string, objected: boolean): Promise<void> {
    return this.accounts.mark(tx, id, { objected });
  }

  close(tx: Tx, id: string): Promise<void> {
    return this.accounts.close(tx, id);
  }
}

function shown(account: Account | null): SubjectAccount | null {
  if (account === null) return null;
  const { id, username, displayName, role, restricted, objected } = account;
  return { id, username, displayName, role, restricted, objected };
}
