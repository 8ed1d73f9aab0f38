import { expect, test } from 'vitest';
import { latest, sessionEnd, sessionExpiry } from './session.rules.js';

const minutes = (count: number): number => count * 60_000;
const lifetimes = { idle: minutes(15), absolute: minutes(12 * 60) };
const start = new Date('2026-03-02T08:00:00Z');
const after = (milliseconds: number): Date => new Date(start.getTime() + milliseconds);

test.each([
  ['at 14:59', minutes(15) - 1_000, null],
  ['at 15:00', minutes(15), 'idle'],
  ['at 15:01', minutes(15) + 1_000, 'idle'],
])('a session without action %s', (_, elapsed, end) => {
  expect(sessionEnd({ startedAt: start, lastActionAt: start }, lifetimes, after(elapsed))).toBe(end);
});

test.each([
  ['a second before twelve hours', minutes(720) - 1_000, null],
  ['at twelve hours', minutes(720), 'absolute'],
])('a session in constant use, %s', (_, elapsed, end) => {
  expect(sessionEnd({ startedAt: start, lastActionAt: after(elapsed - 1_000) }, lifetimes, after(elapsed))).toBe(end);
});

test.each([
  ['was put back within what instances differ by', minutes(-2), null],
  ['was put back an hour', minutes(-60), 'clock'],
  ['was a day ahead when it began, and is right again', minutes(-24 * 60), 'clock'],
])('a session when the clock %s', (_, elapsed, end) => {
  expect(sessionEnd({ startedAt: start, lastActionAt: start }, lifetimes, after(elapsed))).toBe(end);
});

test('a session that was used by a clock that has been put back since', () => {
  const times = { startedAt: start, lastActionAt: after(minutes(60)) };
  expect(sessionEnd(times, lifetimes, after(minutes(59)))).toBeNull();
  expect(sessionEnd(times, lifetimes, after(minutes(10)))).toBe('clock');
});

test('expiry has two times', () => {
  expect(sessionExpiry({ startedAt: start, lastActionAt: after(minutes(5)) }, lifetimes)).toEqual({
    idleExpiresAt: after(minutes(20)),
    absoluteExpiresAt: after(minutes(720)),
  });
});

test('the latest known action counts, wherever it is known', () => {
  expect(latest(start, null, after(2), undefined, after(1))).toEqual(after(2));
});
