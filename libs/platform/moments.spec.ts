import { expect, test } from 'vitest';
import { stillLasts } from './moments.js';

const at = new Date('2026-03-02T08:00:00Z');
const minutes = (count: number): number => count * 60_000;

test.each([
  ['at once', 0, true],
  ['just before its end', minutes(5) - 1, true],
  ['at its end', minutes(5), false],
  ['by a clock that is a little behind', -minutes(2), true],
  ['by a clock that was put back', -minutes(2) - 1, false],
  ['by a clock that was put back a day', -minutes(24 * 60), false],
])('what lasts five minutes, %s: %s', (_, elapsed, expected) => {
  expect(stillLasts(at, minutes(5), new Date(at.getTime() + elapsed))).toBe(expected);
});
