import { hash } from 'node:crypto';

/** Bytes of every hash in the log: SHA-256. */
export const hashBytes = 32;

/** The root of the tree without leaves: SHA-256 of nothing (RFC 6962, section 2.1). */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

const pair = Buffer.alloc(1 + 2 * hashBytes, 0x01);

/** SHA-256(0x00 ‖ entry), RFC 6962, section 2.1. The prefix keeps a leaf from passing as an inner node. */
export function leafHash(entry: Uint8Array): Buffer {
  const prefixed = Buffer.allocUnsafe(1 + entry.length);
  prefixed[0] = 0x00;
  prefixed.set(entry, 1);
  return sha256(prefixed);
}

/** SHA-256(0x01 ‖ left ‖ right), RFC 6962, section 2.1. Both sides are hashes of 32 bytes; a shorter one throws a RangeError. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== hashBytes || right.length !== hashBytes) throw new RangeError('a tree node joins two hashes of 32 bytes');
  pair.set(left, 1);
  pair.set(right, 1 + hashBytes);
  return sha256(pair);
}

/** Whether both byte strings are equal. Nothing in a public log is secret, so the comparison need not take constant time. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/**
 * By way of a text of one character a byte: Node.js gives a hash that it returns as bytes memory of its own, which costs more than the
 * hashing, while bytes out of a text share a page of memory with others.
 */
function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'binary');
}
