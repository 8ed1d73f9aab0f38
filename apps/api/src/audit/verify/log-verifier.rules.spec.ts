import { describe, expect, it } from 'vitest';
import { ascendingRuns, comesAfter, isPruned } from './log-verifier.rules.js';

const place = (transaction: number, sequence: number) => ({ transaction: String(transaction), sequence: String(sequence) });

describe('the order of events', () => {
  it('is that of transactions, then of numbers, as numbers and not as text', () => {
    expect(comesAfter(place(10, 1), place(9, 5))).toBe(true);
    expect(comesAfter(place(9, 10), place(9, 9))).toBe(true);
    expect(comesAfter(place(9, 9), place(9, 9))).toBe(false);
    expect(comesAfter(place(9, 9), place(10, 1))).toBe(false);
  });

  it('cuts a log where it breaks', () => {
    const places = [place(7, 1), place(7, 2), place(8, 1), place(3, 3), place(4, 1), place(4, 1)];
    expect(ascendingRuns(places).map((run) => run.length)).toEqual([3, 2, 1]);
    expect(ascendingRuns([])).toEqual([]);
  });
});

it('knows which places retention has emptied', () => {
  const ranges = [
    { from: 0, to: 10 },
    { from: 20, to: 21 },
  ];
  expect([0, 9, 10, 19, 20, 21].map((index) => isPruned(ranges, index))).toEqual([true, true, false, false, true, false]);
});
