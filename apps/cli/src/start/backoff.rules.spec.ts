import { expect, test } from 'vitest';
import { failuresInARow, waitBeforeNext } from './backoff.rules.js';

test('the first restart comes at once, later ones ever later, and at last there are none', () => {
  const waits = Array.from({ length: 10 }, (_, index) => waitBeforeNext(index + 1));
  expect(waits).toEqual([200, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, null, null]);
});

test('a process that ran well before it ended begins the count anew', () => {
  expect(failuresInARow(7, 59_999)).toBe(8);
  expect(failuresInARow(7, 60_000)).toBe(1);
});
