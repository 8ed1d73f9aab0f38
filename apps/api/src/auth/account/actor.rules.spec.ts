import { expect, test } from 'vitest';
import { permissionsOfRole } from '#contracts/auth/people/roles.js';
import { permissionsNow, requiresMfa } from './actor.rules.js';

test.each([
  ['auto', 'production', 'admin', true],
  ['auto', 'production', 'operations_team', true],
  ['auto', 'production', 'external_client', false],
  ['auto', 'development', 'admin', false],
  ['staff', 'development', 'compliance_officer', true],
  ['staff', 'development', 'external_client', false],
  ['all', 'test', 'external_client', true],
  ['none', 'production', 'admin', false],
] as const)('%s in %s asks %s for a second factor: %s', (demand, mode, role, asks) => {
  expect(requiresMfa(demand, mode, role)).toBe(asks);
});

test('a session has all that its role has', () => {
  expect([...permissionsNow({ role: 'admin', owesMfa: false, scopes: null })]).toEqual(permissionsOfRole.admin);
});

test('a token never has more than its owner, regardless of its scopes', () => {
  const permissions = permissionsNow({ role: 'external_client', owesMfa: false, scopes: ['chat:converse', 'users:manage'] });
  expect([...permissions]).toEqual(['chat:converse']);
});

test('a person who still owes a second factor can only enrol one, and with a token nothing', () => {
  expect([...permissionsNow({ role: 'admin', owesMfa: true, scopes: null })]).toEqual(['account:own']);
  expect([...permissionsNow({ role: 'admin', owesMfa: true, scopes: ['users:manage'] })]).toEqual([]);
});
