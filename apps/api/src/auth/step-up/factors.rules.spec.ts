import { expect, it } from 'vitest';
import { missingFactor } from './factors.rules.js';

const nothing = { hasPassword: false, app: false, passkeys: 0, recoveryCodes: 0, hasIdentity: false };
const password = { hasPassword: true };
const both = { ...password, app: true };

it.each([
  ['a password alone', password, ['password'], null],
  ['a password and an app', both, ['password'], 'second'],
  ['a password and an app', both, ['code'], 'first'],
  ['a password and an app', both, ['password', 'code'], null],
  ['a password and a passkey', { ...password, passkeys: 1 }, ['password'], 'second'],
  ['a password and a passkey', { ...password, passkeys: 1 }, ['passkey'], null],
  ['a password and a passkey', { ...password, passkeys: 1 }, ['password', 'passkey'], null],
  ['a password and a passkey, with a recovery code', { ...password, passkeys: 1, recoveryCodes: 9 }, ['password', 'code'], null],
  ['an identity', { hasIdentity: true }, ['sso'], null],
  ['an identity and an app', { hasIdentity: true, app: true }, ['sso'], 'second'],
  ['an identity and an app', { hasIdentity: true, app: true }, ['sso', 'code'], null],
  ['an identity and an app', { hasIdentity: true, app: true }, ['code'], 'first'],
  ['a passkey alone, with a recovery code', { passkeys: 1, recoveryCodes: 9 }, ['code'], 'passkey'],
] as const)('of somebody with %s (%o), %o leaves missing: %s', (_name, means, given, missing) => {
  expect(missingFactor({ ...nothing, ...means }, given)).toBe(missing);
});
