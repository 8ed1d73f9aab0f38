import { expect, it } from 'vitest';
import { proofKindsOf } from './proof-kinds.rules.js';

const nothing = { hasPassword: false, app: false, passkeys: 0, recoveryCodes: 0, hasIdentity: false };

it('of a session from before there was a second factor, it is that factor alone', () => {
  const means = { hasPassword: true, app: true, passkeys: 1, recoveryCodes: 9, hasIdentity: true };
  expect(proofKindsOf(means, { byFactor: true })).toEqual(['passkey', 'code']);
});

it.each([
  ['single sign-on alone', { hasIdentity: true }, ['sso']],
  ['a password alone', { hasPassword: true }, ['password']],
  [
    'everything',
    { hasPassword: true, app: true, passkeys: 2, recoveryCodes: 10, hasIdentity: true },
    'passkey code password sso'.split(' '),
  ],
  ['single sign-on and an app', { hasIdentity: true, app: true }, ['code', 'sso']],
  ['a passkey and its recovery codes', { hasIdentity: true, passkeys: 1, recoveryCodes: 10 }, ['passkey', 'code', 'sso']],
  ['nothing that is left', {}, []],
] as const)('somebody with %s can prove it by that', (_name, means, kinds) => {
  expect(proofKindsOf({ ...nothing, ...means })).toEqual(kinds);
});
