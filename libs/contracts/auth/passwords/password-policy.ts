/** What `passwordPolicy` asks for; served to the portal so that both sides judge alike. */
export interface PasswordPolicy {
  /** Characters at least. */
  readonly minLength: number;
  /** Whether lower case, upper case, digit and symbol are all needed. */
  readonly needsClasses: boolean;
  /** From this many characters on, no classes are needed (NIST SP 800-63B prefers length to composition). */
  readonly passphraseLength: number;
  /** Whether passwords from leaks and such that consist of usual words are refused; the API holds the lists. */
  readonly refusesCommon: boolean;
}

export type PasswordWeakness = 'too-short' | 'needs-classes' | 'is-username';

/** The first thing wrong with a password, or null. Common passwords are judged by the API. */
export function passwordWeakness(policy: PasswordPolicy, password: string, username: string): PasswordWeakness | null {
  const length = [...password].length;
  if (length < policy.minLength) return 'too-short';
  if (username !== '' && leftWithout(password, username).length < policy.minLength / 2) return 'is-username';
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];
  if (policy.needsClasses && length < policy.passphraseLength && !classes.every((each) => each.test(password)))
    return 'needs-classes';
  return null;
}

/** What a password holds beside the name that everybody knows. */
function leftWithout(password: string, username: string): string {
  return password.toLowerCase().replaceAll(username.toLowerCase(), '');
}
