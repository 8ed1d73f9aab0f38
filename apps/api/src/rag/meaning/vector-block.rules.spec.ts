import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.rules.js';
import { packVectors, partsOf, readVectors, similarities } from './vector-block.rules.js';

const DIMENSIONS = 384;

/** A vector of length 1 that points mostly one way. */
function towards(dimension: number): Float32Array {
  const vector = Float32Array.from({ length: DIMENSIONS }, (_, at) => (at === dimension ? 10 : Math.sin(at)));
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

describe('a block of vectors', () => {
  const block = readVectors(
    packVectors([
      { passage: 0, vector: towards(0) },
      { passage: 3, vector: towards(1) },
      { passage: 3, vector: towards(2) },
    ]),
    DIMENSIONS,
  );

  it('knows the nearest part of each passage, in a byte a dimension', () => {
    const found = similarities(towards(2), block);
    expect([...found.keys()]).toEqual([0, 3]);
    expect(found.get(3)).toBeCloseTo(1, 2);
    expect(found.get(0)).toBeLessThan(0.8);
  });

  it('may be empty, and is nothing else than whole vectors', () => {
    expect(similarities(towards(1), readVectors(packVectors([]), DIMENSIONS)).size).toBe(0);
    expect(() => readVectors(new Uint8Array(6 + DIMENSIONS + 1), DIMENSIONS)).toThrow(RangeError);
    expect(similarities(towards(1).slice(0, 3), block).size).toBe(0);
  });
});

describe('partsOf', () => {
  it('leaves a short passage whole, under its heading', () => {
    expect(partsOf('Backups', 'Seven copies\nare kept.')).toEqual(['Backups. Seven copies are kept.']);
    expect(partsOf('', ' \n')).toEqual([]);
  });

  it('cuts a long passage at spaces into parts that lose no word', () => {
    const text = Array.from({ length: 300 }, (_, at) => `word${at}`).join(' ');
    const parts = partsOf('', text);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.join(' ')).toBe(text);
    for (const part of parts) expect(part.length).toBeLessThan(800);
  });
});

describe('nearest', () => {
  it('takes the best first, and nothing that is far from the question', () => {
    const passages = [0.4, 0.9, 0.1, 0.6].map((similarity, ordinal) => ({ versionId: 'a', ordinal, similarity }));
    expect(nearest(passages, 0.25, 2).map(({ ordinal }) => ordinal)).toEqual([1, 3]);
    expect(nearest(passages, 0.25, 9)).toHaveLength(3);
  });
});
