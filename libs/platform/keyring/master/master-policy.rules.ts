import { holdsUnseen } from '#contracts/clean-text.js';
import { passwordWeakness, type PasswordPolicy } from '#contracts/auth/passwords/password-policy.js';
import { isCommonPassword, isPatternOnly } from '#contracts/auth/passwords/common-passwords.js';

/** The deployment guides' policy for the master password, in every mode: what it seals today may be in production tomorrow. */
const policy: PasswordPolicy = { minLength: 12, needsClasses: true, passphraseLength: 20, refusesCommon: true };

/** Why a password cannot become the master password, as the end of "The master password …"; null when it can. */
export function masterPasswordFault(password: string, leaked: ReadonlySet<string>): string | null {
  if (holdsUnseen(password))
    return 'contains an invisible character (a line break, a tab or another control character): expected one line, typed or piped in once';
  switch (passwordWeakness(policy, password, '')) {
    case 'too-short':
      return `is too short: expected at least ${policy.minLength} characters, found ${[...password].length}`;
    case 'needs-classes':
      return `is too simple: expected lowercase and uppercase letters, a digit and a symbol, or at least ${policy.passphraseLength} characters`;
    default:
      return isGuessable(password, leaked) ? 'is a commonly used password: expected another one' : null;
  }
}

/** Usual words do no harm where there are many of them: a passphrase must only be no pattern, and none that has leaked as it is. */
function isGuessable(password: string, leaked: ReadonlySet<string>): boolean {
  if ([...password].length < policy.passphraseLength) return isCommonPassword(password, leaked);
  return isPatternOnly(password) || leaked.has(password.toLowerCase());
}
