import { expect, it } from 'vitest';
import { conditionsOf, type LogState } from './audit.alerts.rules.js';

const now = new Date('2026-03-04T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const quiet: LogState = {
  isUnsigned: false,
  unsignedSeconds: 1,
  monthsAhead: 3,
  verifiedAt: daysAgo(20),
  installedAt: daysAgo(400),
};
const found = (change: Partial<LogState>): string[] =>
  conditionsOf({ ...quiet, ...change }, now).map(({ rule, severity }) => `${rule} ${severity}`);

it.each<[string, Partial<LogState>, string]>([
  ['signing stopped', { isUnsigned: true }, 'audit-not-signed critical'],
  ['an event that waits for more than a minute', { unsignedSeconds: 61 }, 'audit-not-signed critical'],
  ['one month ahead', { monthsAhead: 1 }, 'audit-partitions-missing warning'],
  ['no month ahead', { monthsAhead: 0 }, 'audit-partitions-missing critical'],
  ['no verification for five weeks', { verifiedAt: daysAgo(36) }, 'audit-verification-late warning'],
  ['none since the installation', { verifiedAt: null }, 'audit-verification-late warning'],
])('is an alert: %s', (_name, change, expected) => {
  expect(found(change)).toEqual([expected]);
});

it.each<[string, Partial<LogState>]>([
  ['an ordinary day', {}],
  ['a storm that is signed within a minute', { unsignedSeconds: 59 }],
  ['a young installation', { verifiedAt: null, installedAt: daysAgo(3) }],
])('is none: %s', (_name, change) => {
  expect(found(change)).toEqual([]);
});
