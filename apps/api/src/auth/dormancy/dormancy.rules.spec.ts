import { describe, expect, it } from 'vitest';
import { disabledAt, dormancyStep, maySpare, type AccountUse } from './dormancy.rules.js';

const now = new Date('2026-03-01T06:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const policy = { dormantDays: 180, dormantNoticeDays: 14 };
const use = (days: number, more: Partial<AccountUse> = {}): AccountUse => ({
  usedAt: daysAgo(days),
  announcedAt: null,
  disableAt: null,
  ...more,
});

describe('an account that nobody uses', () => {
  it.each([
    ['is left alone until the notice is due', use(165), 'none'],
    ['is announced then', use(166), 'announce'],
    ['is announced, not disabled at once, however long ago its last use was', use(2_000), 'announce'],
    ['waits for the end of the notice', use(170, { announcedAt: daysAgo(4), disableAt: daysAgo(-10) }), 'none'],
    ['is disabled at the end of the notice', use(180, { announcedAt: daysAgo(14), disableAt: daysAgo(0) }), 'disable'],
    ['stays enabled once it was used', use(1, { announcedAt: daysAgo(14), disableAt: daysAgo(0) }), 'forget'],
  ])('%s', (_, account, step) => {
    expect(dormancyStep(account, policy, now)).toBe(step);
  });

  it('is left alone where no period is set, also when it was announced', () => {
    const none = { ...policy, dormantDays: 0 };
    expect(dormancyStep(use(2_000), none, now)).toBe('none');
    expect(dormancyStep(use(2_000, { announcedAt: daysAgo(14), disableAt: daysAgo(0) }), none, now)).toBe('forget');
  });

  it('has the whole notice', () => {
    expect(disabledAt(use(166), policy, now)).toEqual(daysAgo(-14));
    expect(disabledAt(use(2_000), policy, now)).toEqual(daysAgo(-14));
  });
});

it.each([
  [false, 0, true],
  [true, 1, false],
  [true, 2, true],
])('an account that decides (%s) with %i others who do may go: %s', (decides, otherDeciders, may) => {
  expect(maySpare({ decides, otherDeciders })).toBe(may);
});
