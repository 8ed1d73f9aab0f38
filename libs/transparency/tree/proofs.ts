import { hashBytes, nodeHash, sameBytes } from './hashing.js';

/** What a proof does not show. The text says which check failed; nothing in it is secret. */
export class ProofError extends Error {
  override readonly name = 'ProofError';
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

export interface ConsistencyClaim {
  readonly older: { readonly size: number; readonly root: Uint8Array };
  readonly newer: { readonly size: number; readonly root: Uint8Array };
  readonly proof: readonly Uint8Array[];
}

/**
 * Checks that the leaf is at its index in the tree with that root; throws a ProofError otherwise.
 * RFC 9162, section 2.1.3.2. Strict: sizes are safe integers, every hash has 32 bytes, and the proof has no step too many or too few.
 */
export function checkInclusion({ index, size, leaf, root, proof }: InclusionClaim): void {
  requireCount(size, 'tree size');
  requireCount(index, 'leaf index');
  if (index >= size) throw new ProofError(`leaf ${index} lies outside a tree of ${size}`);
  requireHashes([leaf, root, ...proof]);

  let position = index;
  let last = size - 1;
  let hash: Uint8Array = leaf;
  for (const sibling of proof) {
    if (last === 0) throw new ProofError('the proof goes on beyond the root');
    if (isOdd(position) || position === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(position) && position !== 0) {
        position = half(position);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    position = half(position);
    last = half(last);
  }
  if (last !== 0) throw new ProofError('the proof ends below the root');
  if (!sameBytes(hash, root)) throw new ProofError('the proof leads to another root');
}

/**
 * Checks that the newer tree begins with all leaves of the older one; throws a ProofError otherwise.
 * RFC 9162, section 2.1.4.2. Strict as above; every tree extends the empty one, so a claim about it shows nothing and is refused.
 */
export function checkConsistency({ older, newer, proof }: ConsistencyClaim): void {
  requireCount(older.size, 'older size');
  requireCount(newer.size, 'newer size');
  if (older.size === 0) throw new ProofError('a proof from the empty tree shows nothing');
  if (older.size > newer.size) throw new ProofError('the older tree is larger than the newer one');
  if (older.size === newer.size) {
    if (proof.length > 0) throw new ProofError('trees of one size need no proof');
    if (!sameBytes(older.root, newer.root)) throw new ProofError('two trees of one size have different roots');
    return;
  }
  requireHashes([older.root, newer.root, ...proof]);

  const steps = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  const [first, ...rest] = steps;
  if (first === undefined || proof.length === 0) throw new ProofError('the proof is empty');

  let position = older.size - 1;
  let last = newer.size - 1;
  while (isOdd(position)) {
    position = half(position);
    last = half(last);
  }
  let olderHash = first;
  let newerHash = first;
  for (const step of rest) {
    if (last === 0) throw new ProofError('the proof goes on beyond the root');
    if (isOdd(position) || position === last) {
      olderHash = nodeHash(step, olderHash);
      newerHash = nodeHash(step, newerHash);
      while (!isOdd(position) && position !== 0) {
        position = half(position);
        last = half(last);
      }
    } else {
      newerHash = nodeHash(newerHash, step);
    }
    position = half(position);
    last = half(last);
  }
  if (last !== 0) throw new ProofError('the proof ends below the root');
  if (!sameBytes(olderHash, older.root)) throw new ProofError('the proof leads to another older root');
  if (!sameBytes(newerHash, newer.root)) throw new ProofError('the proof leads to another newer root');
}

function requireCount(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new ProofError(`${name} is not a count`);
}

function requireHashes(hashes: readonly Uint8Array[]): void {
  if (hashes.some((hash) => hash.length !== hashBytes)) throw new ProofError('a hash does not have 32 bytes');
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

/** Shifts right by one; `>>` would cut the number to 32 bits. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (rest > 1 && !isOdd(rest)) rest = half(rest);
  return rest === 1;
}
