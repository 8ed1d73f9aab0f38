import { BLIND_BYTES, compareBlinded } from './blinding.js';
import { ByteReader, ByteWriter } from './varint.js';

/**
 * Postings of all terms whose blinded form begins alike, in one block: the unit that is sealed and stored.
 * Many rare terms share a seal, and the row hides how often any one of them occurs.
 *
 *     bucket = version 1, number of terms, blinded terms ascending (8 bytes each), length of each list, lists
 */
export interface BucketEntry {
  readonly term: Uint8Array;
  readonly list: Uint8Array;
}

const VERSION = 1;

export function packBucket(entries: readonly BucketEntry[]): Uint8Array {
  const sorted = entries.toSorted((left, right) => compareBlinded(left.term, right.term));
  const out = new ByteWriter();
  out.varint(VERSION);
  out.varint(sorted.length);
  for (const { term } of sorted) out.bytes(term);
  for (const { list } of sorted) out.varint(list.length);
  for (const { list } of sorted) out.bytes(list);
  return out.done();
}

/** Every list of a bucket, as views into it. */
export function openBucket(packed: Uint8Array): BucketEntry[] {
  const { terms, lengths, reader } = heading(packed);
  return lengths.map((length, at) => ({
    term: terms.subarray(at * BLIND_BYTES, (at + 1) * BLIND_BYTES),
    list: reader.bytes(length),
  }));
}

/** One term's list, or null when the bucket does not hold it. */
export function findInBucket(packed: Uint8Array, term: Uint8Array): Uint8Array | null {
  const { terms, lengths, reader } = heading(packed);
  const found = search(terms, lengths.length, term);
  if (found === null) return null;
  let skipped = 0;
  for (let at = 0; at < found; at++) skipped += lengths[at] ?? 0;
  reader.bytes(skipped);
  return reader.bytes(lengths[found] ?? 0);
}

function heading(packed: Uint8Array): { terms: Uint8Array; lengths: number[]; reader: ByteReader } {
  const reader = new ByteReader(packed);
  const version = reader.varint();
  if (version !== VERSION) throw new Error(`posting bucket of unknown version ${version}`);
  const count = reader.varint();
  const terms = reader.bytes(count * BLIND_BYTES);
  const lengths = Array.from({ length: count }, () => reader.varint());
  return { terms, lengths, reader };
}

function search(terms: Uint8Array, count: number, wanted: Uint8Array): number | null {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareBlinded(terms.subarray(middle * BLIND_BYTES, (middle + 1) * BLIND_BYTES), wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}
