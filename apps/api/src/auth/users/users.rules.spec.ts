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

test.each([
  ['external_client', 'operations_team', false],
  ['operations_team', 'external_client', false],
  ['operations_team', 'compliance_officer', true],
  ['external_client', 'admin', true],
  ['admin', 'external_client', true],
  ['compliance_officer', 'operations_team', true],
  ['admin', 'compliance_officer', true],
] as const)('from %s to %s takes two people: %s', (from, to, two) => {
  expect(takesTwo(from, to)).toBe(two);
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
