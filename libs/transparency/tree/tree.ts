import { emptyRoot, hashBytes, nodeHash } from './hashing.js';
import { completeSubtrees, requireSize, type LeafRange, type Subtree } from './subtrees.js';

/** A complete subtree with its hash, ready to be stored. */
export interface TreeNode extends Subtree {
  readonly hash: Buffer;
}

/**
 * An RFC 6962 tree that only grows. It holds one hash for each set bit of its size, so a log of any length fits in a page of memory,
 * and hands out every subtree that a new leaf completes, so that the caller can store what proofs will need.
 */
export class GrowingTree {
  readonly #peaks: Buffer[];
  #size: number;

  private constructor(size: number, peaks: Buffer[]) {
    this.#size = size;
    this.#peaks = peaks;
  }

  static empty(): GrowingTree {
    return new GrowingTree(0, []);
  }

  /** Takes a tree up again from the hashes of `completeSubtrees({ from: 0, to: size })`. Throws a RangeError when their number differs. */
  static resume(size: number, peaks: readonly Uint8Array[]): GrowingTree {
    requireSize(size);
    const expected = completeSubtrees({ from: 0, to: size }).length;
    if (peaks.length !== expected) throw new RangeError(`a tree of ${size} leaves has ${expected} peaks, not ${peaks.length}`);
    if (peaks.some((peak) => peak.length !== hashBytes)) throw new RangeError('a peak is a hash of 32 bytes');
    return new GrowingTree(
      size,
      peaks.map((peak) => Buffer.from(peak)),
    );
  }

  get size(): number {
    return this.#size;
  }

  /** From largest to smallest subtree; what `resume` takes. */
  get peaks(): readonly Buffer[] {
    return [...this.#peaks];
  }

  /** Adds the hash of one leaf and returns which subtrees above it are now complete, lowest first. */
  append(leaf: Buffer): TreeNode[] {
    if (leaf.length !== hashBytes) throw new RangeError('a leaf hash has 32 bytes');
    const completed: TreeNode[] = [];
    let hash = leaf;
    let index = this.#size;
    for (let level = 1; index % 2 === 1; level += 1) {
      hash = nodeHash(this.#peaks.pop()!, hash);
      index = (index - 1) / 2;
      completed.push({ level, index, hash });
    }
    this.#peaks.push(hash);
    this.#size += 1;
    return completed;
  }

  root(): Buffer {
    return this.#size === 0 ? emptyRoot : joinPeaks(this.#peaks);
  }

  copy(): GrowingTree {
    return new GrowingTree(this.#size, [...this.#peaks]);
  }
}

/** Reads the stored hash of a complete subtree. */
export type SubtreeHashes = (subtree: Subtree) => Buffer;

/** The hashes for a list of ranges, such as the steps of a proof. */
export function hashesOf(ranges: readonly LeafRange[], stored: SubtreeHashes): Buffer[] {
  return ranges.map((range) => joinPeaks(completeSubtrees(range).map(stored)));
}

/** The stored hashes that `hashesOf` will ask for. */
export function subtreesOf(ranges: readonly LeafRange[]): Subtree[] {
  return ranges.flatMap(completeSubtrees);
}

/** The root of the first `size` leaves, from stored subtrees. */
export function rootOf(size: number, stored: SubtreeHashes): Buffer {
  requireSize(size);
  return size === 0 ? emptyRoot : joinPeaks(completeSubtrees({ from: 0, to: size }).map(stored));
}

/** Folds complete subtrees, given from left to right, into the hash of the whole. The smaller ones hang lower, so it starts at the right. */
function joinPeaks(peaks: readonly Buffer[]): Buffer {
  return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), peaks.at(-1)!);
}
