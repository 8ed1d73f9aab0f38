import { describe, expect, test } from 'vitest';
import { identityIn, roleToFollow, type ClaimNames } from './sso-claims.rules.js';

const names: ClaimNames = {
  usernameClaim: 'preferred_username',
  displayNameClaim: 'name',
  roleClaim: 'groups',
  roles: { staff: 'operations_team', officers: 'compliance_officer', bosses: 'admin', guests: 'external_client' },
};
const who = { iss: 'https://login.example', sub: 'S-1', preferred_username: 'ada', name: 'Ada Lindqvist' };
const roleFor = (groups: unknown) => {
  const { role, asksFor } = identityIn({ ...who, groups }, names)!;
  return [role, asksFor];
};

describe('claims', () => {
  test.each([
    ['nothing', undefined, ['external_client', null]],
    ['a known group', ['guests', 'staff'], ['operations_team', null]],
    ['one text instead of a list', 'staff', ['operations_team', null]],
    ['the name of a role, which is no group here', ['admin'], ['external_client', null]],
    ['a group that wishes for more', ['bosses'], ['operations_team', 'admin']],
    ['both wishes', ['officers', 'bosses'], ['operations_team', 'admin']],
    ['a name that every object has', ['constructor', '__proto__'], ['external_client', null]],
    ['something else', [7, null, { staff: true }], ['external_client', null]],
  ])('of %s give a role', (_, groups, expected) => {
    expect(roleFor(groups)).toEqual(expected);
  });

  test('say nothing of roles where no claim is named', () => {
    expect(identityIn({ ...who, groups: ['staff'] }, { ...names, roleClaim: null })).toMatchObject({ role: null, asksFor: null });
  });

  test('that no account can have as a name are left out', () => {
    const odd = identityIn({ ...who, preferred_username: 'a b\u0000', name: 'two\nlines' }, names);
    expect(odd).toMatchObject({ username: null, displayName: null, subject: 'S-1' });
  });

  test.each([[undefined], [''], [7], ['x'.repeat(256)]])('without a usable subject (%s) are nobody', (sub) => {
    expect(identityIn({ ...who, sub }, names)).toBeNull();
  });
});

describe('at a later sign-in', () => {
  test.each([
    ['external_client', 'operations_team', 'operations_team'],
    ['operations_team', 'external_client', 'external_client'],
    ['operations_team', 'operations_team', null],
    ['admin', 'external_client', null],
    ['compliance_officer', 'operations_team', null],
    ['operations_team', null, null],
  ] as const)('%s with a claim for %s becomes %s', (current, claimed, expected) => {
    expect(roleToFollow(current, claimed)).toBe(expected);
  });
});
