import type { ProofKind } from '#contracts/auth/auth.js';
import { missingProof, noProofWords, proofsHere, proofWords, waysHere } from './step-up.rules.js';

it('keeps passkeys from browsers that know none, and everything else in its order', () => {
  expect(proofsHere(['passkey', 'code', 'password', 'sso'], true)).toEqual(['passkey', 'code', 'password', 'sso']);
  expect(proofsHere(['passkey', 'code', 'password', 'sso'], false)).toEqual(['code', 'password', 'sso']);
});

describe('the ways that are open', () => {
  const ways = (proofs: readonly ProofKind[], together?: 'all' | 'second', canUsePasskeys = true) =>
    waysHere({ proofs: [...proofs], provider: null, together }, canUsePasskeys).map(({ by, and }) =>
      and === null ? by : `${by} and ${and}`,
    );

  it('are single proofs where one is enough', () => {
    expect(ways(['passkey', 'code', 'password', 'sso'])).toEqual(['passkey', 'code', 'password', 'sso']);
  });

  it.each([
    [['password'], ['password']],
    [['code', 'password'], ['password and code']],
    [
      ['passkey', 'code', 'password', 'sso'],
      ['passkey', 'password and code', 'sso and code'],
    ],
    [
      ['passkey', 'password'],
      ['passkey', 'password and passkey'],
    ],
    [['code', 'sso'], ['sso and code']],
  ] as const)('are all factors together where that is asked: %o', (proofs, expected) => {
    expect(ways(proofs, 'all')).toEqual(expected);
  });

  it('are second factors once the provider has given its word', () => {
    expect(ways(['passkey', 'code', 'password', 'sso'], 'second')).toEqual(['passkey', 'code']);
  });

  it('are none where the only second factor is a passkey that this browser cannot use', () => {
    expect(ways(['passkey', 'password'], 'all', false)).toEqual([]);
  });
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
  ['password', '', 'This field is required.'],
  ['password', 'x', null],
  ['code', ' 123 ', 'Enter the six-digit code'],
  ['code', '123 456', null],
] as const)('what keeps %s “%s” from being sent', (by, typed, words) => {
  expect(missingProof(by, typed)).toEqual(words === null ? null : expect.stringContaining(words));
});

it('calls the provider as the house does', () => {
  expect(proofWords('sso', 'House account').act).toBe('Confirm with House account');
  expect(proofWords('password', 'House account').instead).toBe('Use your password instead');
});
