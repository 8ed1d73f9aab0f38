import { describe, expect, it } from 'vitest';
import { layOut } from './merge-layout.rules.js';
import { packLengths, placeOfChunk, readLengths, viewOf } from './segment-view.rules.js';

const lengths = Uint16Array.of(10, 20, 30, 40, 50, 60);
const documents = [
  { versionId: 'a', firstChunk: 0, chunks: 2 },
  { versionId: 'b', firstChunk: 2, chunks: 1 },
  { versionId: 'c', firstChunk: 3, chunks: 3 },
];

describe('a segment’s view', () => {
  it('of a whole segment counts everything', () => {
    expect(viewOf(lengths, documents)).toMatchObject({ live: null, liveChunks: 6, liveLength: 210 });
  });

  it('leaves out removed documents', () => {
    const view = viewOf(lengths, [documents[0]!, documents[2]!]);
    expect([...(view.live ?? [])]).toEqual([1, 1, 0, 1, 1, 1]);
    expect(view).toMatchObject({ liveChunks: 5, liveLength: 180 });
  });

  it.each([
    [0, 'a', 0],
    [1, 'a', 1],
    [2, 'b', 0],
    [5, 'c', 2],
  ])('places chunk %i in document %s as number %i', (chunk, versionId, ordinal) => {
    expect(placeOfChunk({ documents }, chunk)).toEqual({ versionId, ordinal });
  });

  it('refuses a chunk of a removed document', () => {
    expect(() => placeOfChunk({ documents: [documents[0]!, documents[2]!] }, 2)).toThrow('no document');
  });

  it('reads lengths as they were packed, wherever they lie in memory', () => {
    const packed = packLengths(Uint16Array.of(0, 1, 255, 256, 65_535));
    const shifted = new Uint8Array(packed.length + 1);
    shifted.set(packed, 1);
    expect([...readLengths(shifted.subarray(1))]).toEqual([0, 1, 255, 256, 65_535]);
  });
});

describe('the layout of a merge', () => {
  it('numbers what is left, input after input', () => {
    const layout = layOut([
      { lengths, documents: [documents[1]!, documents[2]!] },
      { lengths: Uint16Array.of(7, 8), documents: [{ versionId: 'd', firstChunk: 0, chunks: 2 }] },
    ]);
    expect([...layout.lengths]).toEqual([30, 40, 50, 60, 7, 8]);
    expect(layout.renumbered.map((one) => (typeof one === 'number' ? one : [...one]))).toEqual([[-1, -1, 0, 1, 2, 3], 4]);
  });
});
