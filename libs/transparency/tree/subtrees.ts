/**
 * Which parts of the tree a root or a proof is made of, without touching a hash.
 * Sizes and indexes are plain numbers: 2^53 events are out of reach, and half the arithmetic of `bigint` is spared.
 */

/** A complete subtree: level 0 is a leaf, and the subtree covers the leaves [index · 2^level, (index + 1) · 2^level). */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** The leaves [from, to). `from` is a multiple of the smallest power of two that is not below `to - from`. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** Throws a RangeError unless the number counts leaves. */
export function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`not a tree size: ${size}`);
}

/** The complete subtrees of a range, from left to right and thus from largest to smallest. */
export function completeSubtrees({ from, to }: LeafRange): Subtree[] {
  const found: Subtree[] = [];
  let start = from;
  while (start < to) {
    const level = levelWithin(to - start);
    found.push({ level, index: start / 2 ** level });
    start += 2 ** level;
  }
  return found;
}

/** The siblings on the way from a leaf to the root, lowest first: PATH(m, D[n]) of RFC 6962, section 2.1.1. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const siblings: LeafRange[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const split = from + splitOf(to - from);
    if (index < split) {
      siblings.push({ from: split, to });
      to = split;
    } else {
      siblings.push({ from, to: split });
      from = split;
    }
  }
  return siblings.reverse();
}

/** The parts that show one tree to be the beginning of another: PROOF(m, D[n]) of RFC 6962, section 2.1.2. */
export function consistencyRanges(older: number, newer: number): LeafRange[] {
  requireSize(older);
  requireSize(newer);
  if (older < 1 || older > newer) throw new RangeError(`no tree of ${newer} can be shown to extend one of ${older}`);
  const parts: LeafRange[] = [];
  let from = 0;
  let to = newer;
  while (older !== to) {
    const split = from + splitOf(to - from);
    if (older <= split) {
      parts.push({ from: split, to });
      to = split;
    } else {
      parts.push({ from, to: split });
      from = split;
    }
  }
  if (from > 0) parts.push({ from, to });
  return parts.reverse();
}

/** The largest level whose complete subtree fits into so many leaves. */
function levelWithin(leaves: number): number {
  let level = 0;
  while (2 ** (level + 1) <= leaves) level += 1;
  return level;
}

/** The largest power of two below a number of leaves greater than one. */
function splitOf(leaves: number): number {
  return 2 ** levelWithin(leaves - 1);
}
