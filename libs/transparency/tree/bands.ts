import { nodeHash } from './hashing.js';
import { type Subtree } from './subtrees.js';

/**
 * A log need not store every inner node. It keeps leaf hashes and every fourth level; any subtree between is the fold of at most 8
 * hashes of the level below it. A proof in a log of a million events reads some 75 hashes in this way, and the store of nodes is a
 * fifteenth of the size.
 */
export const bandHeight = 4;

/** The stored hashes [from, to) of one level that a subtree is folded from. */
export interface Band {
  readonly level: number;
  readonly from: number;
  readonly to: number;
}

/** Whether nodes of the level are stored. Level 0 are the leaves. */
export function isStoredLevel(level: number): boolean {
  return level % bandHeight === 0;
}

export function bandOf({ level, index }: Subtree): Band {
  const above = level % bandHeight;
  const width = 2 ** above;
  return { level: level - above, from: index * width, to: (index + 1) * width };
}

/** The hash of a subtree from the hashes of its band, from left to right. Their number is a power of two. */
export function foldBand(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    if (row.length % 2 === 1) throw new RangeError(`a band of ${hashes.length} hashes is not complete`);
    row = Array.from({ length: row.length / 2 }, (_, pair) => nodeHash(row[2 * pair]!, row[2 * pair + 1]!));
  }
  if (row[0] === undefined) throw new RangeError('a band of no hashes has no hash');
  return row[0];
}
