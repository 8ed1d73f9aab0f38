import type { Approval } from '#contracts/auth/approvals.js';
import {
  firstMonthFault,
  heldWords,
  isReviewDue,
  lastMonthFault,
  releaseQuestion,
  targetFault,
  waitingReleases,
} from './holds.rules.js';

const nothing = { subjects: [], conversations: [], collections: [], auditMonths: [] };
const now = new Date('2026-11-22T12:00:00Z');

it.each([
  ['2026-01', '2026-12', 'Audit events of January 2026 to December 2026'],
  ['2026-01', '2026-01', 'Audit events of January 2026'],
  ['2026-01', null, 'Audit events from January 2026 on'],
])('a hold from %s to %s keeps %s', (from, to, words) => {
  expect(heldWords({ ...nothing, auditMonths: [{ from, to }] }, 'en-GB')).toEqual([words]);
});

it('a hold on people, conversations and collections says how many', () => {
  const scope = { ...nothing, subjects: ['a', 'b'], conversations: ['c'], collections: ['d'] };
  expect(heldWords(scope)).toEqual(['Everything of 2 people', 'One conversation', 'One collection']);
});

it.each([
  ['2026-01', '', [null, null]],
  ['2026-01', '2026-01', [null, null]],
  ['2025-12', '2026-01', [null, null]],
  ['', '', [expect.any(String), null]],
  ['2026-13', '2026-01', [expect.any(String), null]],
  ['2026-02', '2026-01', [null, 'The last month is before the first one.']],
  ['2026-02', 'March', [null, expect.stringContaining('or leave it empty')]],
])('the months %j to %j are checked before they are sent', (from, to, faults) => {
  expect([firstMonthFault(from), lastMonthFault(from, to)]).toEqual(faults);
});

it('says before a release what ends, that nothing goes by it alone, who agrees and that it stays released', () => {
  const { heading, consequences, undo, reasonReadBy } = releaseQuestion({
    matter: 'Case 7',
    releaseDelayHours: 24,
    scope: { ...nothing, auditMonths: [{ from: '2026-01', to: null }] },
  });
  const words = consequences.join(' ');
  expect(heading).toContain('Case 7');
  expect(words).toContain('January 2026');
  expect(words).toContain('24 hours after the approval');
  expect(words).toContain('Nothing is removed by this alone');
  expect(words).toContain('A second person must approve this');
  expect(undo).toContain('stays released');
  expect(reasonReadBy).toBeDefined();
});

it('finds the releases that wait, and no other approval', () => {
  const asked = { action: 'hold.release', state: 'pending', expiresAt: '2026-11-23T12:00:00.000Z' } as Approval;
  const others = [
    { ...asked, action: 'audit.prune' },
    { ...asked, state: 'denied' as const },
    { ...asked, expiresAt: '2026-11-22T12:00:00.000Z' },
  ];
  expect(waitingReleases([...others, asked], now)).toEqual([asked]);
});

it.each([
  ['audit', '', null],
  ['subject', ' ada ', null],
  ['subject', ' ', 'Enter a username.'],
  ['conversation', '01940000-0000-7000-8000-000000000001', null],
  ['collection', 'Handbook', 'Enter the id, as the audit log shows it.'],
])('of what is to be kept, %s %j is wrong: %s', (kind, target, fault) => {
  expect(targetFault(kind, target)).toBe(fault);
});

it.each([
  ['2026-11-22T12:00:00Z', null, true],
  ['2026-11-23T12:00:00Z', null, false],
  ['2026-11-01T12:00:00Z', '2026-11-02T12:00:00Z', false],
])('a review at %s, released %s, is due: %s', (reviewAt, releasedAt, due) => {
  expect(isReviewDue({ reviewAt, releasedAt }, now)).toBe(due);
});
