import { describe, expect, it } from 'vitest';
import { conditionsOf, dueAmong } from './deadline-conditions.rules.js';

const now = new Date('2026-11-10T12:00:00Z');
const inHours = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const none = dueAmong([], 'incident', now);
const requests = (...hours: number[]) => conditionsOf(dueAmong(hours.map(inHours), 'request', now), none);
const incidents = (...hours: number[]) => conditionsOf(none, dueAmong(hours.map(inHours), 'incident', now));

describe('periods of requests', () => {
  it('are no alert while more than a week is left', () => {
    expect(requests(169, 500)).toEqual([]);
  });

  it('are a warning in their last week, and say how many days the first has', () => {
    expect(requests(50, 167, 500)).toEqual([
      { rule: 'requests-overdue', severity: 'warning', count: 2, facts: { overdue: 0, daysLeft: 2 } },
    ]);
  });

  it('are critical once one has passed', () => {
    expect(requests(-1, 50)).toEqual([
      { rule: 'requests-overdue', severity: 'critical', count: 2, facts: { overdue: 1, daysLeft: -1 } },
    ]);
  });
});

describe('the clock of an incident', () => {
  it.each([
    [[30], []],
    [[23], ['warning']],
    [[-1, 30], ['critical']],
  ])('with %j hours left raises %j', (hours, severities) => {
    expect(incidents(...hours).map(({ severity }) => severity)).toEqual(severities);
  });
});
