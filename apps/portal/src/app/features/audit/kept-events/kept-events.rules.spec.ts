import type { Approval } from '#contracts/auth/approvals.js';
import {
  keptWords,
  monthExactly,
  monthFilter,
  monthWords,
  removalOf,
  removeQuestion,
  waitingRemoval,
} from './kept-events.rules.js';

const now = new Date('2026-11-22T12:00:00Z');

it.each([
  [null, null, false, 'empty'],
  ['2026-11', '2032-11-29T00:00:00.000Z', false, 'not-yet'],
  ['2026-11', '2032-11-29T00:00:00.000Z', true, 'held'],
  ['2020-10', '2026-11-22T12:00:00.001Z', false, 'not-yet'],
  ['2020-10', '2026-11-22T12:00:00.000Z', false, 'due'],
  ['2019-11', '2025-11-28T00:00:00.000Z', false, 'due'],
  ['2019-11', '2025-11-28T00:00:00.000Z', true, 'held'],
] as const)(
  'the oldest month %s, removable from %s, held %s, is %s',
  (oldestMonth, removableFrom, heldUntilReleased, removal) => {
    expect(removalOf({ oldestMonth, removableFrom, heldUntilReleased, retentionDays: 2190 }, now)).toBe(removal);
  },
);

it('says months in words, and exactly from when to when', () => {
  expect(monthWords('2019-11', 'en-GB')).toBe('November 2019');
  expect(monthExactly('2019-12', 'en-GB')).toBe('1 December 2019 at 00:00 to 1 January 2020 at 00:00, UTC');
});

it.each([
  [2190, '6 years'],
  [365, '1 year'],
  [400, '400 days'],
  [36_500, '100 years'],
  [3000, '3,000 days'],
])('%i days are %s', (days, words) => {
  expect(keptWords(days, 'en-GB')).toBe(words);
});

it('shows the month in the explorer from its first moment to its last', () => {
  const { from, to } = monthFilter('2019-12');
  expect([from, to]).toEqual([expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/), expect.any(String)]);
  expect([new Date(from).toISOString(), new Date(to).toISOString()]).toEqual([
    '2019-12-01T00:00:00.000Z',
    '2020-01-01T00:00:00.000Z',
  ]);
});

it('says before a removal what is lost, what stays, who agrees and that nothing brings it back', () => {
  const { consequences, undo, isDangerous, reasonReadBy } = removeQuestion('2019-11');
  const words = consequences.join(' ');
  expect(words).toContain('deleted permanently');
  expect(words).toContain('every other event can still be proved');
  expect(words).toContain('A second person must approve this');
  expect(undo).toContain('can’t be undone');
  expect([isDangerous, reasonReadBy === undefined]).toEqual([true, false]);
});

describe('a removal that waits for a second person', () => {
  const asked = { action: 'audit.prune', state: 'pending', expiresAt: '2026-11-23T12:00:00.000Z' } as Approval;

  it('is found among what waits', () => {
    expect(waitingRemoval([{ ...asked, action: 'role.grant' }, asked], now)).toBe(asked);
  });

  it.each([{ state: 'denied' as const }, { expiresAt: '2026-11-22T12:00:00.000Z' }])('is none with %o', (change) => {
    expect(waitingRemoval([{ ...asked, ...change }], now)).toBeNull();
  });
});
