import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextMerge, type PlannedSegment } from './segment-plan.rules.js';

const now = new Date('2026-11-21T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const DAY_MS = 86_400_000;

function segment(id: string, chunks: number, more: Partial<PlannedSegment> = {}): PlannedSegment {
  return { id, chunks, liveChunks: chunks, removedSince: null, createdAt: hoursAgo(0.1), ...more };
}

const plan = (...segments: PlannedSegment[]): string[] | null => nextMerge(segments, now, DAY_MS);

describe('nextMerge', () => {
  it.each<[string, PlannedSegment[], string[] | null]>([
    ['leaves a few alone', [segment('a', 10), segment('b', 10), segment('c', 10)], null],
    ['joins four of a size', [segment('a', 10), segment('b', 30), segment('c', 1), segment('d', 5)], ['a', 'b', 'c', 'd']],
    [
      'does not touch a large one for it',
      [segment('L', 5000), segment('a', 9), segment('b', 9), segment('c', 9), segment('d', 9)],
      ['a', 'b', 'c', 'd'],
    ],
    [
      'takes smaller ones along',
      [segment('a', 100), segment('b', 100), segment('c', 100), segment('d', 100), segment('s', 3)],
      ['a', 'b', 'c', 'd', 's'],
    ],
    ['rewrites a small one with removed documents at once', [segment('a', 50, { liveChunks: 49, removedSince: now })], ['a']],
    ['lets a large one wait', [segment('a', 50_000, { liveChunks: 49_000, removedSince: now })], null],
    ['but not longer than allowed', [segment('a', 50_000, { liveChunks: 49_000, removedSince: hoursAgo(24) })], ['a']],
    ['nor when much of it is gone', [segment('a', 50_000, { liveChunks: 40_000, removedSince: now })], ['a']],
    [
      'makes one of a collection at rest',
      [segment('a', 5000, { createdAt: hoursAgo(9) }), segment('b', 3, { createdAt: hoursAgo(1) })],
      ['a', 'b'],
    ],
    ['leaves one at rest alone', [segment('a', 5000, { createdAt: hoursAgo(9) })], null],
    [
      'does not rewrite what is too much for one go',
      [segment('a', 300_000, { createdAt: hoursAgo(9) }), segment('b', 3, { createdAt: hoursAgo(9) })],
      null,
    ],
    ['has nothing to do for nothing', [], null],
  ])('%s', (_, segments, expected) => {
    expect(plan(...segments)).toEqual(expected);
  });

  it('ends with few segments, having rewritten each chunk a few times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 400 }), (sizes) => {
        let segments: PlannedSegment[] = [];
        let rewritten = 0;
        sizes.forEach((size, nth) => {
          segments.push(segment(`d${nth}`, size));
          for (let ids = plan(...segments), round = 0; ids !== null; ids = plan(...segments), round++) {
            expect(round).toBeLessThan(20);
            const chosen = new Set(ids);
            const chunks = segments.filter(({ id }) => chosen.has(id)).reduce((sum, { liveChunks }) => sum + liveChunks, 0);
            rewritten += chunks;
            segments = [...segments.filter(({ id }) => !chosen.has(id)), segment(`m${nth}.${round}`, chunks)];
          }
        });
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const classes = Math.max(1, Math.ceil(Math.log(total / 32) / Math.log(4))) + 1;
        expect(segments.length).toBeLessThanOrEqual(3 * classes);
        // Tiny documents may meet several times below the smallest class; it is bounded all the same.
        expect(rewritten / total).toBeLessThanOrEqual(classes + 12);
      }),
      { numRuns: 40 },
    );
  });
});
