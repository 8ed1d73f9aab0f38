import { BLIND_BYTES, bucketOf, prefixOf, type Blind } from './blinding.js';
import { openBucket, packBucket, type BucketEntry } from './bucket.js';
import { PostingsWriter, readPostings } from './postings.js';

/** An index over some chunks that is never changed once written: new documents make new segments, deletions rewrite old ones. */
export interface Segment {
  /** The segment has 2^bits buckets; empty ones are not stored. */
  readonly bits: number;
  /** Terms in each chunk, by chunk number. */
  readonly lengths: Uint16Array;
  readonly buckets: ReadonlyMap<number, Uint8Array>;
}

/** What a segment is built from: for each chunk its terms in order, several of one place as a list; null leaves a gap that no two words stand across. */
export type ChunkTerms = readonly (string | readonly string[] | null)[];

export const MOST_BITS = 16;
const LONGEST_CHUNK = 0xffff;
/** Small enough to open in some ten microseconds, large enough that the seal (about 100 bytes) hardly counts. */
const TARGET_BUCKET_BYTES = 4096;

/** Where each term of some chunks stands, packed, and how long the chunks are: what a segment is made of once its terms are blinded. */
export interface TermLists {
  readonly lengths: Uint16Array;
  readonly lists: ReadonlyMap<string, Uint8Array>;
}

/** Indexes chunks, in order. Terms are blinded once each; nothing in the result can be read back into words without the key. */
export function buildSegment(chunks: readonly ChunkTerms[], blind: Blind): Segment {
  return blindedSegment(listTerms(chunks), blind);
}

/** The part of it that takes no key, and nearly all of the time: it may be done elsewhere. */
export function listTerms(chunks: readonly ChunkTerms[]): TermLists {
  const lengths = new Uint16Array(chunks.length);
  const writers = new Map<string, PostingsWriter>();
  chunks.forEach((terms, chunk) => {
    const places = new Map<string, number[]>();
    let length = 0;
    terms.forEach((forms, place) => {
      if (forms === null) return;
      length += 1;
      for (const term of typeof forms === 'string' ? [forms] : new Set(forms)) {
        const known = places.get(term);
        if (known === undefined) places.set(term, [place]);
        else known.push(place);
      }
    });
    lengths[chunk] = Math.min(length, LONGEST_CHUNK);
    for (const [term, where] of places) {
      let writer = writers.get(term);
      if (writer === undefined) writers.set(term, (writer = new PostingsWriter()));
      writer.add(chunk, where);
    }
  });
  return { lengths, lists: new Map([...writers].map(([term, writer]) => [term, writer.done()])) };
}

export function blindedSegment({ lengths, lists }: TermLists, blind: Blind): Segment {
  const entries = [...lists].map(([term, list]) => ({ term: blind(term), list }));
  const bits = bitsFor(entries.reduce((sum, entry) => sum + entry.list.length + entry.term.length, 0));
  return { bits, lengths, buckets: intoBuckets(entries, bits) };
}

/** How many bits make buckets of the target size, for so many bytes of postings. */
export function bitsFor(bytes: number): number {
  return Math.min(MOST_BITS, Math.max(0, Math.ceil(Math.log2(bytes / TARGET_BUCKET_BYTES))));
}

function intoBuckets(entries: readonly BucketEntry[], bits: number): Map<number, Uint8Array> {
  const groups = Map.groupBy(entries, (entry) => bucketOf(prefixOf(entry.term), bits));
  return new Map([...groups].sort(([left], [right]) => left - right).map(([bucket, group]) => [bucket, packBucket(group)]));
}

/** One input of a merge: buckets that together cover the same range of blinded terms, and what becomes of its chunk numbers. */
export interface MergeInput {
  readonly buckets: readonly Uint8Array[];
  /** A number where all chunks stay and move by it; else the new number of each chunk, -1 for those that are gone. */
  readonly renumbered: number | Int32Array;
}

/**
 * Merges one range of blinded terms into buckets of the new size. New chunk numbers must ascend from input to input, so that lists
 * can simply be joined. A range at a time keeps memory bounded, however large the segments are.
 */
export function mergeRange(inputs: readonly MergeInput[], bits: number): Map<number, Uint8Array> {
  const writers = new Map<bigint, { term: Uint8Array; writer: PostingsWriter }>();
  for (const { buckets, renumbered } of inputs) {
    for (const { term, list } of buckets.flatMap(openBucket)) {
      const key = keyOf(term);
      let entry = writers.get(key);
      if (entry === undefined) writers.set(key, (entry = { term: term.slice(), writer: new PostingsWriter() }));
      if (typeof renumbered === 'number') entry.writer.addShifted(list, renumbered);
      else addRenumbered(entry.writer, list, renumbered);
    }
  }
  const entries = [...writers.values()].filter(({ writer }) => !writer.isEmpty);
  return intoBuckets(
    entries.map(({ term, writer }) => ({ term, list: writer.done() })),
    bits,
  );
}

function keyOf(term: Uint8Array): bigint {
  return new DataView(term.buffer, term.byteOffset, BLIND_BYTES).getBigUint64(0);
}

function addRenumbered(writer: PostingsWriter, list: Uint8Array, renumbered: Int32Array): void {
  const { chunks, counts, places } = readPostings(list);
  const all = places();
  let at = 0;
  chunks.forEach((chunk, index) => {
    const count = counts[index] ?? 0;
    const next = renumbered[chunk] ?? -1;
    if (next >= 0) writer.add(next, all.subarray(at, at + count));
    at += count;
  });
}
