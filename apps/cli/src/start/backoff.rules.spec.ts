import { describe, expect, test } from 'vitest';
import { endedForWantOfDatabase, failuresInARow, waitBeforeNext } from './backoff.rules.js';

test('restarts immediately at first, then with growing delays, and finally gives up', () => {
  const waits = Array.from({ length: 10 }, (_, index) => waitBeforeNext(index + 1));
  expect(waits).toEqual([200, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, null, null]);
});

describe('failures in a row', () => {
  test('are counted while a process does not become ready or ends within seconds', () => {
    expect(failuresInARow(0, 0)).toBe(1);
    expect(failuresInARow(7, 0)).toBe(8);
    expect(failuresInARow(7, 9_999)).toBe(8);
  });

  test('are made up for one by one while it runs well, never more of them than there were', () => {
    expect(failuresInARow(7, 10_000)).toBe(7);
    expect(failuresInARow(7, 39_999)).toBe(5);
    expect(failuresInARow(7, 70_000)).toBe(1);
    expect(failuresInARow(2, 86_400_000)).toBe(1);
  });

  test('do not add up for what ends every ten seconds, for ever', () => {
    let failures = 0;
    for (let nth = 0; nth < 1_000; nth++) failures = failuresInARow(failures, 10_000);
    expect(failures).toBe(1);
  });
});

describe('an end of the API', () => {
  const run = { hasBeenReady: true, outagesAtStart: 3, outagesAtEnd: 3, isDatabaseAway: false };

  test('is its own failure while the database runs', () => {
    expect(endedForWantOfDatabase(run)).toBe(false);
    expect(endedForWantOfDatabase({ ...run, hasBeenReady: false })).toBe(false);
  });

  test('is not while the database is away', () => {
    expect(endedForWantOfDatabase({ ...run, outagesAtEnd: 4, isDatabaseAway: true })).toBe(true);
  });

  test('is not when the database went away under its start, even if that is back', () => {
    expect(endedForWantOfDatabase({ ...run, hasBeenReady: false, outagesAtEnd: 4 })).toBe(true);
    expect(endedForWantOfDatabase({ ...run, outagesAtEnd: 4 })).toBe(false);
  });
});
