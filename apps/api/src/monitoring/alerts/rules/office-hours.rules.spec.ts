import { expect, it } from 'vitest';
import { isOffHours } from './office-hours.rules.js';

const weekdays = { days: [1, 2, 3, 4, 5], from: 6, to: 22 };

it.each([
  ['the first hour', '2026-03-04T06:00:00Z', 'UTC', false],
  ['a minute before it', '2026-03-04T05:59:00Z', 'UTC', true],
  ['the last minute', '2026-03-04T21:59:00Z', 'UTC', false],
  ['the end', '2026-03-04T22:00:00Z', 'UTC', true],
  ['a Saturday', '2026-03-07T12:00:00Z', 'UTC', true],
  ['early in Berlin in winter', '2026-03-04T05:00:00Z', 'Europe/Berlin', false],
  ['a Saturday in Auckland that is a Friday in UTC', '2026-03-06T20:00:00Z', 'Pacific/Auckland', true],
])('%s', (_name, at, timeZone, isOff) => {
  expect(isOffHours(new Date(at), { ...weekdays, timeZone })).toBe(isOff);
});

it.each([
  ['2026-03-04T23:00:00Z', false],
  ['2026-03-04T03:00:00Z', false],
  ['2026-03-04T12:00:00Z', true],
])('hours may run over midnight: %s', (at, isOff) => {
  expect(isOffHours(new Date(at), { days: [1, 2, 3, 4, 5, 6, 7], from: 22, to: 6, timeZone: 'UTC' })).toBe(isOff);
});

it('no hour is unusual without office days', () => {
  expect(isOffHours(new Date('2026-03-08T03:00:00Z'), { ...weekdays, days: [], timeZone: null })).toBe(false);
});
