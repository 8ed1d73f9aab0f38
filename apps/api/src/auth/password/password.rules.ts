import { passwordWeakness, type PasswordPolicy } from '#contracts/auth/passwords/password-policy.js';
import type { Demands } from '../assurance/assurance.rules.js';
import { isCommonPassword } from '#contracts/auth/passwords/common-passwords.js';

export type Weakness = NonNullable<ReturnType<typeof passwordWeakness>> | 'is-common';

/**
 * As the guides recommend: complex and long in production, eight characters elsewhere. By length alone: the fifteen characters that NIST
 * SP 800-63B-4 requires of a password without a second factor, which it is until one is enrolled.
 */
export function policyOf(mode: 'development' | 'production' | 'test', demanded: Demands['passwords']): PasswordPolicy {
  if (demanded === 'length') return { minLength: 15, needsClasses: false, passphraseLength: 20, refusesCommon: true };
  return mode === 'production'
    ? { minLength: 12, needsClasses: true, passphraseLength: 20, refusesCommon: true }
    : { minLength: 8, needsClasses: false, passphraseLength: 20, refusesCommon: false };
}

/** The first thing wrong with a password, or null. `leaked` counts where common ones are refused. */
export function weaknessOf(
  policy: PasswordPolicy,
  password: string,
  username: string,
  leaked: ReadonlySet<string>,
): Weakness | null {
  const weakness = passwordWeakness(policy, password, username);
  if (weakness) return weakness;
  return policy.refusesCommon && isCommonPassword(password, leaked) ? 'is-common' : null;
}

export function explanationOf(weakness: Weakness, policy: PasswordPolicy): string {
  switch (weakness) {
    case 'too-short':
      return `must be at least ${policy.minLength} characters long`;
    case 'needs-classes':
      return `must contain lowercase and uppercase letters, a digit and a symbol, or be at least ${policy.passphraseLength} characters long`;
    case 'is-username':
      return 'must not be your username';
    case 'is-common':
      return 'is a commonly used password';
  }
}
