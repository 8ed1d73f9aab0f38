import { auditQuery, filterProblem, noFilter } from './audit-filter.rules.js';

const actor = '01a1ffea-af1f-77a6-9eb2-e828c0efab08';

describe('the filter of the audit explorer', () => {
  it('asks for nothing where nothing is filtered', () => {
    expect(auditQuery(noFilter).toString()).toBe('');
  });

  it('passes on what is well formed, times as UTC', () => {
    const from = '2026-11-21T10:00';
    expect(Object.fromEntries(auditQuery({ ...noFilter, actor, action: 'session.started', outcome: 'denied', from }))).toEqual({
      actor,
      action: 'session.started',
      outcome: 'denied',
      from: new Date(from).toISOString(),
    });
  });

  it.each([
    [{ actor: 'mara' }, 'full id'],
    [{ action: 'Session started' }, 'looks like'],
    [{ outcome: 'perhaps' }, 'Unknown outcome'],
    [{ from: 'yesterday' }, 'valid time'],
    [{ object: 'x'.repeat(201) }, '200 characters'],
  ])('says what is wrong with %o, and leaves it out', (wrong, words) => {
    expect(filterProblem({ ...noFilter, ...wrong })).toContain(words);
    expect(auditQuery({ ...noFilter, ...wrong }).toString()).toBe('');
  });

  it('notices a time that runs backwards', () => {
    expect(filterProblem({ ...noFilter, from: '2026-11-21T10:00', to: '2026-11-20T10:00' })).toContain('before the end');
  });

  it.each([['session'], ['role-request.made']])('takes %s as an action', (action) => {
    expect(filterProblem({ ...noFilter, action })).toBe('');
  });
});
