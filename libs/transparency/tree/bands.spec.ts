import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bandOf, foldBand, isStoredLevel } from './bands.js';
import { leafHash } from './hashing.js';
import { completeSubtrees } from './subtrees.js';
import { GrowingTree } from './tree.js';

it('gives the peaks of every tree from leaves and every fourth level', () => {
  const stored = new Map<string, Buffer>();
  const tree = GrowingTree.empty();
  for (let index = 0; index < 1100; index += 1) {
    const hash = leafHash(Buffer.from(`event ${index}`));
    stored.set(`0/${index}`, hash);
    for (const node of tree.append(hash)) if (isStoredLevel(node.level)) stored.set(`${node.level}/${node.index}`, node.hash);
    const peaks = completeSubtrees({ from: 0, to: tree.size }).map((subtree) => {
      const { level, from, to } = bandOf(subtree);
      return foldBand(Array.from({ length: to - from }, (_, offset) => stored.get(`${level}/${from + offset}`)!));
    });
    expect(peaks).toEqual(tree.peaks);
  }
  const nodes = [...stored.keys()].filter((key) => !key.startsWith('0/'));
  expect(nodes.filter((key) => key.startsWith('8/'))).toEqual(['8/0', '8/1', '8/2', '8/3']);
  expect(nodes).toHaveLength(68 + 4);
});

it('covers as many leaves as the subtree does', () => {
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.nat({ max: 1000 }), (level, index) => {
      const band = bandOf({ level, index });
      expect(band.from * 2 ** band.level).toBe(index * 2 ** level);
      expect(band.to * 2 ** band.level).toBe((index + 1) * 2 ** level);
    }),
  );
});

it('refuses a band with a hash too few', () => {
  const hash = leafHash(Buffer.alloc(0));
  expect(() => foldBand([hash, hash, hash])).toThrow('not complete');
  expect(() => foldBand([])).toThrow('no hash');
});
