import { describe, expect, it } from 'vitest';
import { lesserRoles } from '#contracts/rights/access-reviews.js';
import { conditionOf, isOverdue, nextDueAt, shownDecision } from './access-review.rules.js';

const now = new Date('2026-03-01T12:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

describe('an access review', () => {
  it.each([
    [8, null],
    [7, 'warning'],
    [0, 'warning'],
    [-0.5, 'critical'],
  ])('due in %d days raises %s', (days, severity) => {
    const raised = conditionOf(inDays(days), true, now);
    expect(raised.map((each) => each.severity)).toEqual(severity === null ? [] : [severity]);
  });

  it('is late if it was closed late, for good', () => {
    expect(isOverdue({ dueAt: inDays(-10), closedAt: inDays(-11) }, now)).toBe(false);
    expect(isOverdue({ dueAt: inDays(-10), closedAt: inDays(-9) }, now)).toBe(true);
    expect(isOverdue({ dueAt: inDays(-10), closedAt: null }, now)).toBe(true);
  });

  it('follows the last one after its period, and none follows without a period', () => {
    expect(nextDueAt(inDays(0), 90)).toEqual(inDays(90));
    expect(nextDueAt(inDays(0), 0)).toBeNull();
    expect(nextDueAt(null, 90)).toBeNull();
  });
});

it('only takes access away', () => {
  expect(lesserRoles('admin')).toEqual(['external_client', 'operations_team']);
  expect(lesserRoles('compliance_officer')).toEqual(['external_client', 'operations_team']);
  expect(lesserRoles('operations_team')).toEqual(['external_client']);
  expect(lesserRoles('external_client')).toEqual([]);
});

it('shows a withdrawal as such only while somebody can still decide it', () => {
  const item = { state: 'undecided', approvalId: 'a' } as const;
  expect(shownDecision(item, new Set(['a']))).toBe('awaiting');
  expect(shownDecision(item, new Set())).toBe('undecided');
  expect(shownDecision({ ...item, state: 'changed' }, new Set(['a']))).toBe('changed');
});
