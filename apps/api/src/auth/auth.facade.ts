import { Injectable } from '@nestjs/common';
import type { Permission, Role } from '#contracts/auth/people/roles.js';
import type { Actor } from '#platform/access/actor.js';
import { AccountsRepository } from './account/accounts.repository.js';
import { CredentialAuthenticator } from './credential.authenticator.js';
import { SetUpService } from './sign-in/set-up/set-up.service.js';

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
    private readonly credentials: CredentialAuthenticator,
  ) {}

  /** The set-up code to print while there is no account, or null. See `SetUpService.announce`. */
  announceSetUp(): Promise<string | null> {
    return this.setUp.setUpCode();
  }

  /**
   * Whether an actor who was let in may still do it: the session lives, the token works, the account is active and its role allows it.
   * For what outlives its request: ask every few seconds while a stream is open. Does not count as an action.
   */
  async isStillAllowed(actor: Actor, permission: Permission): Promise<boolean> {
    const now = await this.credentials.actorNow(actor);
    return now?.permissions.has(permission) ?? false;
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
