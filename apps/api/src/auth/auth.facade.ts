import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/roles.js';
import { AccountsRepository } from './account/accounts.repository.js';
import { SetUpService } from './sign-in/set-up.service.js';

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly isActive: boolean;
  /** Processing of their data is restricted (GDPR Art. 18). */
  readonly isRestricted: boolean;
}

/** What other rooms may say to the accounts room. */
@Injectable()
export class AuthFacade {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly setUp: SetUpService,
  ) {}

  /** The set-up code to print while there is no account, or null. See `SetUpService.announce`. */
  announceSetUp(): Promise<string | null> {
    return this.setUp.announce();
  }

  /** Whose id this is, or null. */
  async person(id: string): Promise<Person | null> {
    const account = await this.accounts.byId(id);
    return (
      account && {
        id: account.id,
        username: account.username,
        displayName: account.displayName,
        role: account.role,
        isActive: account.state === 'active',
        isRestricted: account.restricted,
      }
    );
  }
}
