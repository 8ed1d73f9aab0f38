import { expect, test } from 'vitest';
import { losesPermissions, nameMatches, takesTwo } from './users.rules.js';

test.each([
  ['external_client', 'operations_team', false],
  ['operations_team', 'external_client', true],
  ['admin', 'external_client', true],
  ['admin', 'compliance_officer', true],
  ['compliance_officer', 'admin', true],
  ['operations_team', 'admin', false],
] as const)('from %s to %s closes what was open: %s', (from, to, loses) => {
  expect(losesPermissions(from, to)).toBe(loses);
});

test('the roles that concern others take two', () => {
  expect((['external_client', 'operations_team', 'compliance_officer', 'admin'] as const).filter(takesTwo)).toEqual([
    'compliance_officer',
    'admin',
  ]);
});

test.each([
  ['lind', true],
  ['ADA', true],
  ['åsa', false],
  ['sodergard', true],
  ['Södergård', true],
  ['bertil', false],
])('searching %s finds Ada Lindqvist-Södergård: %s', (query, found) => {
  expect(nameMatches({ username: 'ada.l', displayName: 'Ada Lindqvist-Södergård' }, query)).toBe(found);
});
