import { missingProof, proofsOf } from './step-up.rules.js';

describe('by what a person can say again who they are', () => {
  const nothing = { app: false, passkeys: 0, recoveryCodes: 0 };

  it.each([
    ['no second factor', nothing, true, ['password']],
    ['nobody known', undefined, true, ['password']],
    ['an app', { ...nothing, app: true, recoveryCodes: 10 }, true, ['code', 'password']],
    ['a passkey', { ...nothing, passkeys: 1, recoveryCodes: 10 }, true, ['passkey', 'code', 'password']],
    ['a passkey, all recovery codes used', { ...nothing, passkeys: 1 }, true, ['passkey', 'password']],
    ['a passkey, in a browser that knows none', { ...nothing, passkeys: 1, recoveryCodes: 9 }, false, ['code', 'password']],
  ] as const)('%s', (_name, mfa, canUsePasskeys, proofs) => {
    expect(proofsOf(mfa, canUsePasskeys)).toEqual(proofs);
  });
});

it.each([
  ['passkey', '', null],
  ['password', '', 'Please enter it.'],
  ['password', 'x', null],
  ['code', ' 123 ', 'A code has six digits'],
  ['code', '123 456', null],
] as const)('what keeps %s “%s” from being sent', (by, typed, words) => {
  expect(missingProof(by, typed)).toEqual(words === null ? null : expect.stringContaining(words));
});
