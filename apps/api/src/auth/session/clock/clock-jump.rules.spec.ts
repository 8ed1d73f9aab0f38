import { expect, test } from 'vitest';
import { clockJump } from './clock-jump.rules.js';

test.each([
  ['goes on', 30_000, 30_000, null],
  ['is corrected by a second', 31_000, 30_000, null],
  ['is put forward a day', 86_430_000, 30_000, 86_400_000],
  ['is put back an hour', -3_570_000, 30_000, -3_600_000],
  ['stands still for an hour with the machine', 30_000, 30_000, null],
])('a clock that %s', (_, wall, steady, jump) => {
  expect(clockJump({ wall: 1_000, steady: 5 }, { wall: 1_000 + wall, steady: 5 + steady })).toBe(jump);
});
