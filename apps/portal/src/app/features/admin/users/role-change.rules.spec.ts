import { roleChangeConsequences } from './role-change.rules.js';

describe('what a change of role brings with it', () => {
  it('takes a second person for a role that concerns others', () => {
    expect(roleChangeConsequences('external_client', 'admin')).toEqual([expect.stringContaining('a second person must approve')]);
  });

  it('ends sessions when something is taken away', () => {
    expect(roleChangeConsequences('operations_team', 'external_client')).toEqual([
      'The new role takes effect with their next request.',
      expect.stringContaining('they are signed out everywhere'),
    ]);
  });

  it('does both between two roles that concern others', () => {
    expect(roleChangeConsequences('admin', 'compliance_officer')).toHaveLength(2);
  });

  it('gives more without any of this', () => {
    expect(roleChangeConsequences('external_client', 'operations_team')).toEqual([
      'The new role takes effect with their next request.',
    ]);
  });
});
