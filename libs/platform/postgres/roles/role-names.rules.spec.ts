import { expect, test } from 'vitest';
import { grantedTo, runtimeLoginOf, runtimeRoleOf } from './role-names.rules.js';

test('the roles of a database carry its name', () => {
  expect([runtimeRoleOf('chatman'), runtimeLoginOf('chatman')]).toEqual(['chatman_runtime', 'chatman_app']);
  expect(runtimeRoleOf('other')).toBe('other_runtime');
});

test('databases with long names that begin alike have roles of their own, which PostgreSQL does not cut', () => {
  const [one, other] = [`${'ä'.repeat(30)}1`, `${'ä'.repeat(30)}2`];
  expect(runtimeRoleOf(one)).not.toBe(runtimeRoleOf(other));
  expect(Buffer.byteLength(runtimeRoleOf(one))).toBeLessThanOrEqual(63);
  expect(runtimeRoleOf(one)).toMatch(/_[0-9a-f]{8}_runtime$/);
});

test.each([
  ['GRANT USAGE ON SCHEMA a TO chatman_runtime;', 'other_runtime', 'GRANT USAGE ON SCHEMA a TO other_runtime;'],
  ['GRANT USAGE ON SCHEMA a TO chatman_runtime;', 'My "own"_runtime', 'GRANT USAGE ON SCHEMA a TO "My ""own""_runtime";'],
  [`SELECT pg_has_role('chatman_runtime', 'USAGE')`, `it's_runtime`, `SELECT pg_has_role('it''s_runtime', 'USAGE')`],
  ['REVOKE ALL ON chatman_runtime_notes FROM chatman_runtime', 'b_runtime', 'REVOKE ALL ON chatman_runtime_notes FROM b_runtime'],
])('%s for %s', (sql, role, expected) => {
  expect(grantedTo(role, sql)).toBe(expected);
});
