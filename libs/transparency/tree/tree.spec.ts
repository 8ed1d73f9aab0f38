import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyRoot, leafHash, nodeHash } from './hashing.js';
import { checkConsistency, checkInclusion, ProofError } from './proofs.js';
import { completeSubtrees, consistencyRanges, inclusionRanges, type Subtree } from './subtrees.js';
import { GrowingTree, hashesOf, rootOf } from './tree.js';

/** MTH(D[n]) as RFC 6962, section 2.1 defines it, word for word and slow: what the tree is measured against. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0]!;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

function leavesOf(count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`event ${index}`)));
}

function grow(leaves: readonly Buffer[]): { tree: GrowingTree; stored: (subtree: Subtree) => Buffer } {
  const tree = GrowingTree.empty();
  const nodes = new Map<string, Buffer>();
  leaves.forEach((leaf, index) => {
    nodes.set(`0/${index}`, leaf);
    for (const node of tree.append(leaf)) nodes.set(`${node.level}/${node.index}`, node.hash);
  });
  return { tree, stored: ({ level, index }) => nodes.get(`${level}/${index}`)! };
}

const sizes = fc.integer({ min: 1, max: 200 });

describe('the growing tree', () => {
  it('has the roots that RFC 6962 gives for its eight test leaves', () => {
    const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const tree = GrowingTree.empty();
    const roots = entries.map((entry) => {
      tree.append(leafHash(Buffer.from(entry, 'hex')));
      return tree.root().toString('hex');
    });
    expect(GrowingTree.empty().root().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(roots[0]).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(roots[7]).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('has the root of the definition at every size up to 130', () => {
    const leaves = leavesOf(130);
    const tree = GrowingTree.empty();
    leaves.forEach((leaf, index) => {
      tree.append(leaf);
      expect(tree.root()).toEqual(rootByDefinition(leaves.slice(0, index + 1)));
    });
  });

  it('goes on after being taken up from its peaks as if nothing had happened', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60 }), (before, after) => {
        const leaves = leavesOf(before + after);
        const { tree } = grow(leaves.slice(0, before));
        const resumed = GrowingTree.resume(tree.size, tree.peaks);
        for (const leaf of leaves.slice(before)) resumed.append(leaf);
        expect(resumed.root()).toEqual(rootByDefinition(leaves));
      }),
    );
  });

  it('stores every complete subtree that a root of an earlier size needs', () => {
    const leaves = leavesOf(97);
    const { stored } = grow(leaves);
    for (let size = 0; size <= 97; size += 1) expect(rootOf(size, stored)).toEqual(rootByDefinition(leaves.slice(0, size)));
  });

  it('refuses peaks that do not belong to the size', () => {
    const { tree } = grow(leavesOf(5));
    expect(() => GrowingTree.resume(7, tree.peaks)).toThrow('has 3 peaks');
    expect(() => GrowingTree.resume(1, [Buffer.alloc(31)])).toThrow('32 bytes');
    expect(() => GrowingTree.resume(-1, [])).toThrow('not a tree size');
  });

  it('is not disturbed by what happens to a copy', () => {
    const { tree } = grow(leavesOf(5));
    const root = tree.root();
    tree.copy().append(leafHash(Buffer.from('more')));
    expect(tree.root()).toEqual(root);
  });
});

describe('the parts of a tree', () => {
  it('names complete subtrees from left to right, aligned to their size', () => {
    expect(completeSubtrees({ from: 0, to: 13 })).toEqual([
      { level: 3, index: 0 },
      { level: 2, index: 2 },
      { level: 0, index: 12 },
    ]);
  });

  it('works above 2^32, where bit operators would not', () => {
    const size = 2 ** 40 + 3;
    expect(completeSubtrees({ from: 0, to: size }).map(({ level }) => level)).toEqual([40, 1, 0]);
    expect(inclusionRanges(size - 1, size)).toEqual([
      { from: 2 ** 40, to: 2 ** 40 + 2 },
      { from: 0, to: 2 ** 40 },
    ]);
  });

  it('refuses a leaf outside the tree and a tree that shrinks', () => {
    expect(() => inclusionRanges(4, 4)).toThrow(RangeError);
    expect(() => consistencyRanges(5, 4)).toThrow(RangeError);
    expect(() => consistencyRanges(0, 4)).toThrow(RangeError);
  });
});

describe('proofs', () => {
  it('show each leaf to be in its tree', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, anywhere) => {
        const leaves = leavesOf(size);
        const { tree, stored } = grow(leaves);
        const index = anywhere % size;
        const proof = hashesOf(inclusionRanges(index, size), stored);
        checkInclusion({ index, size, leaf: leaves[index]!, root: tree.root(), proof });
      }),
    );
  });

  it('show each tree to extend each smaller one', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, anywhere) => {
        const { tree, stored } = grow(leavesOf(size));
        const older = 1 + (anywhere % size);
        const proof = hashesOf(consistencyRanges(older, size), stored);
        checkConsistency({ older: { size: older, root: rootOf(older, stored) }, newer: { size, root: tree.root() }, proof });
      }),
    );
  });

  it('fail for inclusion when any bit of any hash is turned', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), fc.nat(), fc.nat(), fc.nat({ max: 255 }), (size, anywhere, which, bit) => {
        const leaves = leavesOf(size);
        const { tree, stored } = grow(leaves);
        const index = anywhere % size;
        const hashes = [leaves[index]!, tree.root(), ...hashesOf(inclusionRanges(index, size), stored)].map((hash) =>
          Buffer.from(hash),
        );
        hashes[which % hashes.length]![bit >> 3]! ^= 1 << (bit & 7);
        const [leaf, root, ...proof] = hashes;
        expect(() => checkInclusion({ index, size, leaf: leaf!, root: root!, proof })).toThrow(ProofError);
      }),
    );
  });

  it('fail for consistency when any bit of any hash is turned', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), fc.nat(), fc.nat(), fc.nat({ max: 255 }), (size, anywhere, which, bit) => {
        const { tree, stored } = grow(leavesOf(size));
        const older = 1 + (anywhere % (size - 1));
        const hashes = [rootOf(older, stored), tree.root(), ...hashesOf(consistencyRanges(older, size), stored)].map((hash) =>
          Buffer.from(hash),
        );
        hashes[which % hashes.length]![bit >> 3]! ^= 1 << (bit & 7);
        const [olderRoot, newerRoot, ...proof] = hashes;
        const claim = { older: { size: older, root: olderRoot! }, newer: { size, root: newerRoot! }, proof };
        expect(() => checkConsistency(claim)).toThrow(ProofError);
      }),
    );
  });

  it('fail with a step too many or too few', () => {
    const leaves = leavesOf(11);
    const { tree, stored } = grow(leaves);
    const proof = hashesOf(inclusionRanges(4, 11), stored);
    const claim = { index: 4, size: 11, leaf: leaves[4]!, root: tree.root() };
    expect(() => checkInclusion({ ...claim, proof: proof.slice(0, -1) })).toThrow('ends below the root');
    expect(() => checkInclusion({ ...claim, proof: [...proof, tree.root()] })).toThrow('beyond the root');
  });

  it('refuse sizes that a number cannot hold exactly', () => {
    const leaf = leafHash(Buffer.from('x'));
    expect(() => checkInclusion({ index: 2 ** 53, size: 2 ** 53 + 2, leaf, root: leaf, proof: [] })).toThrow('not a count');
    expect(() => checkInclusion({ index: 0.5, size: 1, leaf, root: leaf, proof: [] })).toThrow('not a count');
  });

  it('do not confuse a leaf with an inner node', () => {
    const [left, right] = leavesOf(2) as [Buffer, Buffer];
    expect(nodeHash(left, right)).not.toEqual(leafHash(Buffer.concat([left, right])));
  });
});
