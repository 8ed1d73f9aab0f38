import { passwordWeakness, type PasswordPolicy } from '#contracts/password-policy.js';

/** One line of the policy as a person reads it, and whether what was typed keeps it. */
export interface PasswordRule {
  readonly words: string;
  readonly kept: boolean;
}

export function passwordRules(policy: PasswordPolicy, password: string, username: string): PasswordRule[] {
  const length = [...password].length;
  const weakness = passwordWeakness(policy, password, username);
  const rules = [{ words: `At least ${String(policy.minLength)} characters`, kept: length >= policy.minLength }];
  if (policy.needsClasses) {
    rules.push({
      words: `Lower case, upper case, a digit and a symbol, or ${String(policy.passphraseLength)} characters of anything`,
      kept: length >= policy.minLength && weakness !== 'needs-classes',
    });
  }
  rules.push({ words: 'More than the username', kept: length >= policy.minLength && weakness !== 'is-username' });
  return rules;
}

/** The first thing wrong, as an error beneath the field; null when the policy is kept. */
export function passwordProblem(policy: PasswordPolicy, password: string, username: string): string | null {
  switch (passwordWeakness(policy, password, username)) {
    case 'too-short':
      return `Please use at least ${String(policy.minLength)} characters.`;
    case 'needs-classes':
      return `Please mix lower case, upper case, a digit and a symbol, or use ${String(policy.passphraseLength)} characters or more.`;
    case 'is-username':
      return 'Please choose a password that is more than the username.';
    case null:
      return null;
  }
}
