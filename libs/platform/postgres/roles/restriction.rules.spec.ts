import { expect, test } from 'vitest';
import { faultsOf, type LoginPowers } from './restriction.rules.js';

const restricted: LoginPowers = { role: 'app', group: 'chat_runtime', isMember: true, above: [], owns: [], overrides: [] };

test('an ordinary login that is in the group alone has no fault', () => {
  expect(faultsOf(restricted)).toEqual([]);
});

test.each<[Partial<LoginPowers>, RegExp]>([
  [{ isMember: false }, /^it is not a member of chat_runtime.*GRANT "chat_runtime" TO "app"/],
  [{ above: [{ name: 'app', powers: ['CREATEROLE'] }] }, /has too many privileges \(CREATEROLE\)/],
  [
    { above: [{ name: 'dba', powers: ['superuser'] }], owns: ['database chat'] },
    /^it is a member of "dba" \(superuser\): REVOKE/,
  ],
  [{ owns: ['table a', 'table b', 'table c', 'table d'] }, /table a, table b, table c and 1 more/],
  [{ overrides: ['audit.event'] }, /is allowed to create triggers on, or truncate, audit\.event/],
])('%o', (powers, text) => {
  expect(faultsOf({ ...restricted, ...powers })).toEqual([expect.stringMatching(text)]);
});
