import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindingWith, postingsOf, searchSegments } from '../../../test/support/memory-index.js';
import { bucketOf, prefixOf } from './blinding.js';
import { findInBucket, openBucket, packBucket } from './bucket.js';
import { MOST_PLACES, PostingsWriter, readPostings } from './postings.js';
import type { Question } from '../ranking/question.js';
import { idf, RANKING } from '../ranking/ranking.js';
import { bitsFor, buildSegment, mergeRange, type ChunkTerms, type Segment } from './segment.js';

const blind = blindingWith('a key');
const vocabulary = ['ward', 'nurse', 'key', 'seal', 'audit', 'bank', 'note', 'rota'];
const aChunk = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...vocabulary) }, { weight: 1, arbitrary: fc.constant(null) }),
  { maxLength: 30 },
);
const chunks = fc.array(aChunk, { minLength: 1, maxLength: 25 });

describe('postings', () => {
  it('come back as they were packed', () => {
    const list = fc
      .uniqueArray(fc.nat(2_000_000), { minLength: 1, maxLength: 60 })
      .map((numbers) => numbers.toSorted((a, b) => a - b));
    const places = fc
      .uniqueArray(fc.nat(60_000), { minLength: 1, maxLength: 12 })
      .map((numbers) => numbers.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(list, places, (numbers, where) => {
        const writer = new PostingsWriter();
        for (const number of numbers) writer.add(number, where);
        const read = readPostings(writer.done());
        const kept = where.slice(0, MOST_PLACES);
        expect([...read.chunks]).toEqual(numbers);
        expect([...read.counts]).toEqual(numbers.map(() => kept.length));
        expect([...read.places()]).toEqual(numbers.flatMap(() => kept));
      }),
    );
  });

  it('refuse chunks out of order', () => {
    const writer = new PostingsWriter();
    writer.add(3, [0]);
    expect(() => writer.add(3, [1])).toThrow('ascending');
  });

  it('do not come back from cut data', () => {
    const entry = { term: blind('x'), list: Uint8Array.of(1, 2, 3) };
    const packed = packBucket([entry]);
    expect(() => openBucket(packed.subarray(0, packed.length - 1))).toThrow('ends inside');
  });
});

describe('bucket', () => {
  it('finds each of its terms and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 }), fc.string(), (names, other) => {
        const packed = packBucket(names.map((name, at) => ({ term: blind(name), list: Uint8Array.of(at) })));
        names.forEach((name, at) => expect(findInBucket(packed, blind(name))).toEqual(Uint8Array.of(at)));
        fc.pre(!names.includes(other));
        expect(findInBucket(packed, blind(other))).toBeNull();
      }),
    );
  });

  it('is chosen by leading bits, the same way for every size', () => {
    const prefix = prefixOf(Uint8Array.of(0b1011_0000, 0, 0, 0, 0, 0, 0, 0));
    expect([0, 1, 2, 3, 4].map((bits) => bucketOf(prefix, bits))).toEqual([0, 1, 0b10, 0b101, 0b1011]);
  });

  it.each([
    [0, 0],
    [4096, 0],
    [4097, 1],
    [64 * 4096, 6],
    [2 ** 40, 16],
  ])('size: %i bytes make 2^%i buckets', (bytes, bits) => {
    expect(bitsFor(bytes)).toBe(bits);
  });
});

describe('merging segments', () => {
  it('gives what building from the surviving chunks would have given', () => {
    fc.assert(
      fc.property(
        fc.array(chunks, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.boolean()),
        fc.integer({ min: 0, max: 3 }),
        (parts, coin, bits) => {
          const segments = parts.map((part) => buildSegment(part, blind));
          const survivors: ChunkTerms[] = [];
          const inputs = segments.map((segment, at) => ({
            buckets: [...segment.buckets.values()],
            renumbered: Int32Array.from(segment.lengths, (_, chunk) =>
              coin.next().value ? survivors.push(parts[at]?.[chunk] ?? []) - 1 : -1,
            ),
          }));
          const merged: Segment = { bits, lengths: new Uint16Array(survivors.length), buckets: mergeRange(inputs, bits) };
          const built = buildSegment(survivors, blind);
          for (const term of vocabulary) expect(flat(merged, term)).toEqual(flat(built, term));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('ranking', () => {
  const question: Question = {
    wanted: ['audit', 'key', 'nurse'].map((word) => ({ word, forms: [word], weight: 1 })),
    pairs: [
      [0, 1],
      [1, 2],
    ],
  };

  it('is that of plain BM25 over the words themselves, however the chunks are cut into segments', () => {
    fc.assert(
      fc.property(fc.array(chunks, { minLength: 1, maxLength: 5 }), (parts) => {
        const segments = parts.map((part) => buildSegment(part, blind));
        const { hits } = searchSegments(question, segments, blind, 1000);
        const firsts = parts.map((_, at) => parts.slice(0, at).flat().length);
        const found = new Map(hits.map((hit) => [(firsts[hit.segment] ?? 0) + hit.chunk, hit.score]));
        const expected = plainScores(parts.flat());
        expect([...found.keys()].sort((a, b) => a - b)).toEqual([...expected.keys()].sort((a, b) => a - b));
        for (const [chunk, score] of expected) expect(found.get(chunk)).toBeCloseTo(score, 9);
        expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a));
      }),
    );
  });

  it('keeps the best of many', () => {
    const part = Array.from({ length: 300 }, (_, at) => ['key', ...Array.from({ length: (at * 7) % 300 }, () => 'note')]);
    const all = searchSegments(question, [buildSegment(part, blind)], blind, 1000).hits;
    expect(searchSegments(question, [buildSegment(part, blind)], blind, 7).hits).toEqual(all.slice(0, 7));
  });

  it('finds nothing where nothing is', () => {
    expect(searchSegments(question, [], blind, 10).hits).toEqual([]);
    expect(searchSegments({ wanted: [], pairs: [] }, [buildSegment([['key']], blind)], blind, 10).hits).toEqual([]);
  });

  it('takes a word that no chunk holds as the most telling one', () => {
    const { weights } = searchSegments(question, [buildSegment([['audit', 'key'], ['key'], ['note']], blind)], blind, 10);
    expect(weights[2]).toBeGreaterThan(weights[0] ?? 0);
    expect(weights[0]).toBeGreaterThan(weights[1] ?? 0);
  });
});

function flat(segment: Segment, term: string): number[][] | null {
  const found = postingsOf(segment, blind(term));
  return found === null ? null : [[...found.chunks], [...found.counts], [...found.places()]];
}

/** BM25 as the textbook writes it, over plain words. */
function plainScores(all: readonly ChunkTerms[]): Map<number, number> {
  const texts = all.map((chunk) => chunk.filter((term) => term !== null));
  const average = Math.max(texts.reduce((sum, text) => sum + text.length, 0) / texts.length, Number.MIN_VALUE);
  const features = [
    ...['audit', 'key', 'nurse'].map((word) => ({
      weight: 1,
      count: (chunk: ChunkTerms) => chunk.filter((term) => term === word).length,
    })),
    ...[
      ['audit', 'key'],
      ['key', 'nurse'],
    ].map(([left, right]) => ({
      weight: RANKING.pairWeight,
      count: (chunk: ChunkTerms) => {
        const kept = (word: string | undefined): number[] =>
          chunk.flatMap((term, at) => (term === word ? [at] : [])).slice(0, MOST_PLACES);
        return kept(left).filter((at) => kept(right).includes(at + 1)).length;
      },
    })),
  ];
  const scores = new Map<number, number>();
  for (const { weight, count } of features) {
    const holding = all.filter((chunk) => count(chunk) > 0).length;
    all.forEach((chunk, at) => {
      const frequency = Math.min(count(chunk), RANKING.frequencyCap);
      if (frequency === 0) return;
      const norm = RANKING.k1 * (1 - RANKING.b + (RANKING.b * (texts[at]?.length ?? 0)) / average);
      const score = (weight * idf(all.length, holding) * frequency * (RANKING.k1 + 1)) / (frequency + norm);
      scores.set(at, (scores.get(at) ?? 0) + score);
    });
  }
  return scores;
}
