import { Inject, Injectable } from '@nestjs/common';
import type { Permission, Role } from '#contracts/auth/people/roles.js';
import type { Actor } from '#platform/access/actor.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { someColumnsOf } from '#platform/database/declared/entity-columns.js';
import { Settings } from '#platform/config/settings/settings.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { Assurance } from '../assurance/assurance.js';
import { AuthSettings } from '../auth.settings.js';
import { AccountRow } from './account.entity.js';
import { permissionsNow, requiresMfa } from './actor.rules.js';

const currentProperties = ['role', 'state', 'mustChangePassword', 'restricted'] as const;

/** The current state of an account, as sessions and tokens both read it. */
export interface CurrentAccount extends Readonly<Pick<AccountRow, (typeof currentProperties)[number]>> {
  readonly userId: string;
  readonly mfaEnrolled: boolean;
}

/** The columns of `CurrentAccount`, of `auth.user u` left-joined with `auth.totp m`. */
export const currentAccountColumns = `u.id AS "userId", ${someColumnsOf(AccountRow, currentProperties, 'u')},
  (m.confirmed_at IS NOT NULL OR EXISTS (SELECT FROM auth.passkey k WHERE k.user_id = u.id)) AS "mfaEnrolled"`;

/** What a request signed in with: a session of a browser, or an API token and what it may do. */
export type Credential =
  | { readonly sessionId: string; readonly tokenId: null; readonly scopes: null }
  | { readonly sessionId: null; readonly tokenId: string; readonly scopes: readonly Permission[] };

/** Makes the actor of a request from the account as it is now. */
@Injectable()
export class Actors {
  constructor(
    private readonly settings: Settings,
    private readonly assurance: Assurance,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  of(account: CurrentAccount, { sessionId, tokenId, scopes }: Credential): Actor {
    const owesMfa = this.requiresMfa(account.role) && !account.mfaEnrolled;
    return {
      id: account.userId,
      role: account.role,
      permissions: permissionsNow({ role: account.role, owesMfa, scopes }),
      mustChangePassword: account.mustChangePassword,
      owesSecondFactor: owesMfa,
      restricted: account.restricted,
      sessionId,
      tokenId,
    };
  }

  requiresMfa(role: Role): boolean {
    if (this.assurance.demands.secondFactorOf === 'everybody') return true;
    return requiresMfa(this.settings.of(AuthSettings).requireMfa, this.environment.mode, role);
  }
}
