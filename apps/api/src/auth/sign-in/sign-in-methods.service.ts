import { Injectable } from '@nestjs/common';
import { isIP } from 'node:net';
import type { SignInMethods } from '#contracts/auth/sign-in-methods.js';
import type { Me } from '#contracts/auth/me.js';
import type { Actor } from '#platform/access/actor.js';
import { Settings } from '#platform/config/settings/settings.js';
import { AccountsRepository } from '../account/accounts.repository.js';
import { Actors } from '../account/actors.js';
import { MfaService } from '../mfa/mfa.service.js';
import { AuthSettings } from '../auth.settings.js';
import { RelyingParty } from '../passkeys/relying-party.js';
import { PasswordPolicyCheck } from '../password/password-policy.js';
import { SsoProvider } from '../sso/sso-provider.js';
import { SessionService } from '../session/session.service.js';
import { SetUpService } from './set-up/set-up.service.js';

/** What the portal asks before it shows anything: which sign-in methods are open, and who is signed in. */
@Injectable()
export class SignInMethodsService {
  constructor(
    private readonly setUp: SetUpService,
    private readonly passwords: PasswordPolicyCheck,
    private readonly sessions: SessionService,
    private readonly mfa: MfaService,
    private readonly accounts: AccountsRepository,
    private readonly actors: Actors,
    private readonly sso: SsoProvider,
    private readonly relyingParty: RelyingParty,
    private readonly settings: Settings,
  ) {}

  async methods(): Promise<SignInMethods> {
    const setUpNeeded = await this.setUp.isNeeded();
    return {
      setUpNeeded,
      selfRegistration: !setUpNeeded && this.settings.of(AuthSettings).selfRegistration,
      passwordPolicy: { ...this.passwords.policy },
      passkeyHost: isIP(this.relyingParty.id.replace(/^\[|\]$/g, '')) === 0 ? this.relyingParty.id : null,
      sso: this.sso.label === null ? null : { label: this.sso.label },
    };
  }

  async me(actor: Actor): Promise<Me> {
    const [names, factors] = await Promise.all([this.accounts.namesById(actor.id), this.mfa.factorsOf(actor.id)]);
    return {
      ...names,
      id: actor.id,
      role: actor.role,
      permissions: [...actor.permissions],
      mfa: {
        ...factors,
        enrolled: factors.app || factors.passkeys > 0,
        required: this.actors.requiresMfa(actor.role),
      },
      mustChangePassword: actor.mustChangePassword,
      restricted: actor.restricted,
      session: await this.sessions.expiry(actor),
    };
  }
}
