import { expect, it } from 'vitest';
import { certificateCondition } from './certificate.rules.js';

const now = new Date('2026-03-04T12:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

it.each([
  [21, 'warning', 21],
  [8, 'warning', 8],
  [7, 'critical', 7],
  [0, 'critical', 0],
  [-1, 'critical', -1],
])('a certificate with %d days left is an alert', (days, severity, daysLeft) => {
  expect(certificateCondition(inDays(days), now)).toMatchObject({ severity, facts: { daysLeft } });
});

it('one that lasts a month is none', () => {
  expect(certificateCondition(inDays(30), now)).toBeNull();
});
