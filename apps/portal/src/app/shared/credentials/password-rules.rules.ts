import { passwordWeakness, type PasswordPolicy } from '#contracts/auth/passwords/password-policy.js';

/** One line of the policy and whether the typed password meets it. */
export interface PasswordRule {
  readonly words: string;
  readonly kept: boolean;
}

/** `isCommon` is null until what judges it has arrived; lists of leaked passwords are with the API, which has the last word. */
export function passwordRules(
  policy: PasswordPolicy,
  password: string,
  username: string,
  isCommon: ((password: string) => boolean) | null = null,
): PasswordRule[] {
  const length = [...password].length;
  const weakness = passwordWeakness(policy, password, username);
  const rules = [{ words: $localize`At least ${String(policy.minLength)} characters`, kept: length >= policy.minLength }];
  if (policy.needsClasses) {
    rules.push({
      words: $localize`Lowercase and uppercase letters, a digit and a symbol, or ${String(policy.passphraseLength)} characters of any kind`,
      kept: length >= policy.minLength && weakness !== 'needs-classes',
    });
  }
  rules.push({ words: $localize`Not just the username`, kept: length >= policy.minLength && weakness !== 'is-username' });
  if (policy.refusesCommon && isCommon !== null)
    rules.push({
      words: $localize`No common password, word or pattern`,
      kept: length >= policy.minLength && !isCommon(password),
    });
  return rules;
}

/** The first rule not met, as an error below the field; null when all are met. */
export function passwordProblem(policy: PasswordPolicy, password: string, username: string): string | null {
  switch (passwordWeakness(policy, password, username)) {
    case 'too-short':
      return $localize`Use at least ${String(policy.minLength)} characters.`;
    case 'needs-classes':
      return $localize`Use lowercase and uppercase letters, a digit and a symbol, or at least ${String(policy.passphraseLength)} characters.`;
    case 'is-username':
      return $localize`Choose a password that isn’t just the username.`;
    case null:
      return null;
  }
}
