import type { RoleRequest } from '#contracts/auth/people/users.js';
import { roleRequestSteps } from './role-request-steps.rules.js';

function aRequest(more: Partial<RoleRequest> = {}): RoleRequest {
  return {
    id: '01935000-0000-7000-8000-000000000001',
    person: { id: '01935000-0000-7000-8000-000000000002', username: 'ada', displayName: 'Ada' },
    role: 'operations_team',
    reason: 'I look after documents.',
    state: 'pending',
    createdAt: '2026-11-21T10:00:00.000Z',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    ...more,
  };
}

const decided = { decidedAt: '2026-11-21T11:00:00.000Z', decidedBy: { id: 'x', username: 'mara', displayName: 'Mara' } };

describe('the story of a role request', () => {
  it('begins with what was asked for, and why', () => {
    expect(roleRequestSteps(aRequest())[0]).toEqual({
      icon: 'arrow',
      words: 'You requested the role Operations team',
      at: '2026-11-21T10:00:00.000Z',
      quote: 'I look after documents.',
    });
  });

  it('says what comes next while nobody has decided', () => {
    expect(roleRequestSteps(aRequest())[1]).toMatchObject({
      at: null,
      words: expect.stringContaining('an administrator to decide'),
    });
  });

  it('says who decided, and in which words', () => {
    expect(roleRequestSteps(aRequest({ ...decided, state: 'denied', decisionReason: 'Ask your ward first.' }))[1]).toEqual({
      icon: 'close',
      words: 'Mara denied it',
      at: '2026-11-21T11:00:00.000Z',
      quote: 'Ask your ward first.',
    });
  });

  it('names nobody whose account is gone', () => {
    const gone = { id: 'x', username: null, displayName: null };
    expect(roleRequestSteps(aRequest({ ...decided, state: 'approved', decidedBy: gone }))[1]?.words).toBe(
      'An administrator approved it',
    );
  });
});
