import { missingProof, noProofWords, proofsHere, proofWords } from './step-up.rules.js';

it('keeps passkeys from browsers that know none, and everything else in its order', () => {
  expect(proofsHere(['passkey', 'code', 'password', 'sso'], true)).toEqual(['passkey', 'code', 'password', 'sso']);
  expect(proofsHere(['passkey', 'code', 'password', 'sso'], false)).toEqual(['code', 'password', 'sso']);
});

it.each([
  [['passkey'], 'another browser'],
  [[], 'ask an administrator'],
] as const)('says what to do where none of %o can be given', (proofs, words) => {
  expect(noProofWords(proofs)).toContain(words);
});

it.each([
  [null, '', null],
  ['passkey', '', null],
  ['sso', '', null],
  ['password', '', 'Please enter it.'],
  ['password', 'x', null],
  ['code', ' 123 ', 'A code has six digits'],
  ['code', '123 456', null],
] as const)('what keeps %s “%s” from being sent', (by, typed, words) => {
  expect(missingProof(by, typed)).toEqual(words === null ? null : expect.stringContaining(words));
});

it('calls the provider as the house does', () => {
  expect(proofWords('sso', 'House account').act).toBe('Confirm at House account');
  expect(proofWords('password', 'House account').instead).toBe('Use the password instead');
});
