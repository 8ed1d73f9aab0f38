import { expect, it } from 'vitest';
import { keyAgeCondition } from './key-age.rules.js';

const now = new Date('2026-03-04T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

it('a master password of more than a year is an alert', () => {
  expect(keyAgeCondition(daysAgo(366), now)).toEqual({ rule: 'key-age', severity: 'info', facts: { ageDays: 366 } });
});

it.each([daysAgo(365), daysAgo(0), null])('a younger one is none: %s', (since) => {
  expect(keyAgeCondition(since, now)).toBeNull();
});
