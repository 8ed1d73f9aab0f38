import { isCommonPassword } from '#contracts/auth/passwords/common-passwords.js';
import { passwordProblem, passwordRules } from './password-rules.rules.js';

const policy = { minLength: 12, needsClasses: true, passphraseLength: 20, refusesCommon: true };
const kept = (password: string, username = 'mara') => passwordRules(policy, password, username).map((rule) => rule.kept);

describe('the password policy as a list', () => {
  it.each([
    ['nothing typed', '', [false, false, false]],
    ['short', 'Ab1!', [false, false, false]],
    ['long without classes', 'abcdefghijklm', [true, false, true]],
    ['all classes', 'Abcdefgh1jk!', [true, true, true]],
    ['a passphrase', 'correct horse battery', [true, true, true]],
    ['with the username', 'MaraMaraMara1!', [true, true, false]],
  ])('%s', (_name, password, ticks) => {
    expect(kept(password)).toEqual(ticks);
  });

  it.each([
    ['Password123!', false],
    ['P@ssw0rd2026!', false],
    ['Qwertz12345#', false],
    ['Tidal-Copper9-Ledger', true],
  ])('says while it is typed that %s is common, or is not', (password, isKept) => {
    const rules = passwordRules(policy, password, 'mara', (typed) => isCommonPassword(typed, new Set()));
    expect(rules.at(-1)).toEqual({ words: 'No common password, word or pattern', kept: isKept });
  });

  it('says nothing of common ones where they are not refused', () => {
    expect(passwordRules({ ...policy, refusesCommon: false }, 'Password123!', '', () => true)).toHaveLength(3);
  });

  it('asks for no classes where the policy does not', () => {
    expect(passwordRules({ ...policy, minLength: 8, needsClasses: false }, 'abcdefgh', '')).toHaveLength(2);
  });
});

describe('what is wrong with a password', () => {
  it.each([
    ['Ab1!', 'at least 12'],
    ['abcdefghijklm', 'lowercase and uppercase letters'],
    ['MaraMaraMara1!', 'just the username'],
  ])('%s', (password, words) => {
    expect(passwordProblem(policy, password, 'mara')).toContain(words);
  });

  it('is nothing for a good one', () => {
    expect(passwordProblem(policy, 'Abcdefgh1jk!', 'mara')).toBeNull();
  });
});
