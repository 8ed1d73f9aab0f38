import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPruned } from '../verify/log-verifier.rules.js';
import { joined, rangeIn, rangeText, removableFrom } from './pruning.rules.js';

const range = fc
  .tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 20 }))
  .map(([from, length]) => ({ from, to: from + length }));

describe('ranges of removed places', () => {
  it('join where they touch or overlap', () => {
    expect(
      joined([
        { from: 20, to: 30 },
        { from: 0, to: 10 },
        { from: 10, to: 12 },
        { from: 25, to: 40 },
      ]),
    ).toEqual([
      { from: 0, to: 12 },
      { from: 20, to: 40 },
    ]);
    expect(joined([])).toEqual([]);
  });

  it('cover the same places before and after', () => {
    fc.assert(
      fc.property(fc.array(range), fc.nat({ max: 90 }), (ranges, place) => {
        expect(isPruned(joined(ranges), place)).toBe(isPruned(ranges, place));
      }),
    );
  });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(range, (one) => {
        expect(rangeIn(rangeText(one))).toEqual(one);
      }),
    );
  });

  it.each(['', '5', '5-5', '7-3', '-1-4', '1-2-3', 'a-b'])('are none when they read %j', (text) => {
    expect(rangeIn(text)).toBeNull();
  });
});

describe('a month', () => {
  it.each([
    ['2020-01', 2190, '2026-01-30'],
    ['2020-12', 365, '2022-01-01'],
    ['2023-02', 0, '2023-03-01'],
  ])('%s, kept for %i days, may be removed from %s', (month, days, from) => {
    expect(removableFrom(month, days).toISOString()).toBe(`${from}T00:00:00.000Z`);
  });
});
