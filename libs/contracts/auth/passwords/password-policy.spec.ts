import { describe, expect, it } from 'vitest';
import { passwordWeakness } from './password-policy.js';

const production = { minLength: 12, needsClasses: true, passphraseLength: 20, refusesCommon: true };
const development = { minLength: 8, needsClasses: false, passphraseLength: 20, refusesCommon: false };

describe('password policy', () => {
  it.each([
    [production, 'Short-1', 'too-short'],
    [production, 'all lower case', 'needs-classes'],
    [production, 'NoSymbolsHere12', 'needs-classes'],
    [production, 'Strong-Enough-12', null],
    [production, 'a passphrase of only words', null],
    [development, 'seven77', 'too-short'],
    [development, 'eightish', null],
    [development, 'miller-1', 'is-username'],
    [development, 'miller and seven other words', null],
  ] as const)('under %j judges %s as %s', (policy, password, weakness) => {
    expect(passwordWeakness(policy, password, 'miller')).toBe(weakness);
  });

  it('counts characters as people see them', () => {
    expect(passwordWeakness(development, '🔑🔑🔑🔑', '')).toBe('too-short');
  });
});
