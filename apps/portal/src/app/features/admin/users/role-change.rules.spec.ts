import { roleChangeConsequences } from './role-change.rules.js';

describe('what a change of role brings with it', () => {
  it('takes a second person for a role that concerns others', () => {
    expect(roleChangeConsequences('external_client', 'admin')).toEqual([
      expect.stringContaining('a second person has to approve'),
    ]);
  });

  it('ends sessions when something is taken away', () => {
    expect(roleChangeConsequences('operations_team', 'external_client')).toEqual([
      'It holds from the person’s next request on.',
      expect.stringContaining('all sessions of the person end'),
    ]);
  });

  it('does both between two roles that concern others', () => {
    expect(roleChangeConsequences('admin', 'compliance_officer')).toHaveLength(2);
  });

  it('gives more without any of this', () => {
    expect(roleChangeConsequences('external_client', 'operations_team')).toEqual(['It holds from the person’s next request on.']);
  });
});
