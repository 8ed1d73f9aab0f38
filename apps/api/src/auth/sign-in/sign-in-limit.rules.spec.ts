import { expect, test } from 'vitest';
import { blockedUntil, countedName, countingFailures, secondsUntil } from './sign-in-limit.rules.js';

const limit = { failures: 5, window: 15 * 60_000 };
const start = new Date('2026-03-02T08:00:00Z');
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);

test('four failures are borne', () => {
  expect(blockedUntil([at(0), at(1), at(2), at(3)], limit, at(4))).toBeNull();
});

test('the fifth failure blocks attempts until the first is fifteen minutes old', () => {
  expect(blockedUntil([at(0), at(60), at(61), at(62), at(63)], limit, at(64))).toEqual(at(900));
});

test('the window slides: one attempt is allowed when the oldest failure leaves it', () => {
  const failedAt = [at(0), at(60), at(61), at(62), at(63)];
  expect(blockedUntil(failedAt, limit, at(900))).toBeNull();
  expect(countingFailures(failedAt, limit, at(900))).toEqual([at(60), at(61), at(62), at(63)]);
});

test('failures recorded by a clock that was ahead close nothing: it would be unknown for how long', () => {
  expect(blockedUntil([at(3600), at(3601), at(3602), at(3603), at(3604)], limit, at(0))).toBeNull();
});

test('a limit that was lowered judges the newest failures', () => {
  expect(blockedUntil([at(0), at(1), at(2), at(3)], { failures: 2, window: 60_000 }, at(4))).toEqual(at(62));
});

test.each([
  [at(0), 1],
  [at(0.2), 1],
  [at(1.2), 2],
  [at(-5), 1],
])('waiting is told in whole seconds, never zero', (then, seconds) => {
  expect(secondsUntil(then, at(0))).toBe(seconds);
});

test.each(['bob', 'BOB', ' Bob ', 'ｂｏｂ', 'BoB'])('%j counts as every other spelling of a name that nobody has', (username) => {
  expect(countedName(username, undefined)).toBe(countedName('bob', undefined));
});

test('the name of an account counts as the account in every spelling', () => {
  expect(countedName('BOB', 'an-id')).toBe('an-id');
});

test('an attempt without a name has a counter of its own, and does not depend on the owner', () => {
  expect(countedName(undefined, 'an-id')).toBe(countedName(undefined, undefined));
  expect(countedName(undefined, 'an-id')).not.toBe(countedName('owner', undefined));
});
