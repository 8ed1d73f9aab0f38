import type { AccessReview, ReviewedAccount } from '#contracts/rights/access-reviews.js';
import { clockOf, isDecidable, outcomeWords, progressWords, roleStory } from './access-review-words.rules.js';

const person = { id: '01890000-0000-7000-8000-000000000001', username: 'olga', displayName: 'Olga' };
const review: AccessReview = {
  id: '01890000-0000-7000-8000-000000000002',
  state: 'open',
  roles: ['admin'],
  startedAt: '2026-03-01T00:00:00.000Z',
  startedBy: person,
  dueAt: '2026-03-31T00:00:00.000Z',
  overdue: false,
  progress: { total: 5, undecided: 2, awaiting: 1, confirmed: 1, changed: 0, disabled: 1, inactive: 0, nobodyElse: 0 },
  closedAt: null,
  closedBy: null,
};
const account: ReviewedAccount = {
  account: person,
  role: 'operations_team',
  roleNow: 'operations_team',
  lastSignedInAt: null,
  mfaEnrolled: false,
  tokens: 0,
  dormant: false,
  own: false,
  decision: 'undecided',
  roleAfter: null,
  decidedBy: null,
  decidedAt: null,
};

describe('an access review', () => {
  it.each([
    ['2026-03-01T12:00:00Z', '29 days left', 'calm'],
    ['2026-03-25T12:00:00Z', '5 days left', 'warn'],
    ['2026-03-30T12:00:00Z', 'less than a day left', 'bad'],
    ['2026-04-02T12:00:00Z', 'Overdue by 2 days', 'bad'],
  ])('at %s says: %s', (now, words, kind) => {
    expect(clockOf(review, new Date(now))).toMatchObject({ words, kind });
  });

  it('has no clock once it is closed', () => {
    expect(clockOf({ ...review, state: 'closed' }, new Date())).toBeNull();
  });

  it('says how far it is, and what it came to', () => {
    expect(progressWords(review)).toBe('2 of 5 decided');
    expect(outcomeWords(review)).toBe('1 confirmed, 1 disabled');
  });
});

describe('an account in a review', () => {
  it.each([
    [{}, true],
    [{ decision: 'confirmed' }, true],
    [{ own: true }, false],
    [{ decision: 'awaiting' }, false],
    [{ decision: 'changed' }, false],
    [{ roleNow: null }, false],
  ] as const)('with %j can be decided: %s', (more, decidable) => {
    expect(isDecidable({ ...account, ...more })).toBe(decidable);
  });

  it('says its role, and what became of it', () => {
    expect(roleStory(account)).toBe('Operations team');
    expect(roleStory({ ...account, roleAfter: 'external_client' })).toBe('Operations team, now Client');
  });
});
