import { Inject, Injectable } from '@nestjs/common';
import type { PasswordPolicy } from '#contracts/auth/passwords/password-policy.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { Assurance } from '../assurance/assurance.js';
import { weakPassword } from '../auth.errors.js';
import { LeakedPasswords } from './leaked-passwords.js';
import { explanationOf, policyOf, weaknessOf } from './password.rules.js';

const nothing: ReadonlySet<string> = new Set();

/** What a password must be in this installation. */
@Injectable()
export class PasswordPolicyCheck {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly assurance: Assurance,
    private readonly leaked: LeakedPasswords,
  ) {}

  get policy(): PasswordPolicy {
    return policyOf(this.environment.mode, this.assurance.demands.passwords);
  }

  /** @throws Problem `weak-password`, which says at `path` what is missing. */
  async refuseWeak(password: string, username: string, path: string): Promise<void> {
    const { policy } = this;
    const leaked = policy.refusesCommon ? await this.leaked.all() : nothing;
    const weakness = weaknessOf(policy, password, username, leaked);
    if (weakness) throw weakPassword({ errors: [{ path, message: explanationOf(weakness, policy) }] });
  }
}
