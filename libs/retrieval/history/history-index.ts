import { bucketOf, compareBlinded, prefixOf, type Blind } from '../index/blinding.js';
import { openBucket, packBucket, type BucketEntry } from '../index/bucket.js';
import { historyTerms } from './history-terms.js';
import { mergeOccurrences, packOccurrences } from './moments.js';

/** What a text is: titles are found apart from messages. */
export type TextKind = 'message' | 'title';

/** What is blinded for a term. */
export function indexedTerm(kind: TextKind, term: string): string {
  return `${kind === 'message' ? 'm' : 't'}:${term}`;
}

/** Everything that the index says of one text, in one block, before it is merged with others. */
export function packText(blind: Blind, kind: TextKind, text: string, moment: number): Uint8Array {
  const places = new Map<string, number[]>();
  for (const { text: term, place } of historyTerms(text)) {
    const known = places.get(term);
    if (known === undefined) places.set(term, [place]);
    else if (known.at(-1) !== place) known.push(place);
  }
  const entries = [...places].map(([term, all]) => ({
    term: blind(indexedTerm(kind, term)),
    list: packOccurrences([{ moment, places: all }]),
  }));
  return packBucket(entries);
}

const bucketBytes = 16_384;
const mostBits = 11;

/** How many bits make buckets of about 16 kB. */
export function bucketBits(bytes: number): number {
  return Math.min(mostBits, Math.max(0, Math.ceil(Math.log2(Math.max(1, bytes) / bucketBytes))));
}

/** Blocks that cover the same terms as buckets of 2^bits, without the moments that are gone. */
export function mergeBlocks(
  blocks: readonly Uint8Array[],
  bits: number,
  isAlive: (moment: number) => boolean,
): Map<number, Uint8Array> {
  const lists = new Map<string, { readonly term: Uint8Array; readonly lists: Uint8Array[] }>();
  for (const block of blocks) {
    for (const { term, list } of openBucket(block)) {
      const key = Buffer.from(term.buffer, term.byteOffset, term.length).toString('latin1');
      const known = lists.get(key);
      if (known === undefined) lists.set(key, { term, lists: [list] });
      else known.lists.push(list);
    }
  }
  const entries: BucketEntry[] = [];
  for (const { term, lists: parts } of lists.values()) {
    const list = mergeOccurrences(parts, isAlive);
    if (list !== null) entries.push({ term, list });
  }
  const groups = Map.groupBy(
    entries.sort((left, right) => compareBlinded(left.term, right.term)),
    ({ term }) => bucketOf(prefixOf(term), bits),
  );
  return new Map([...groups].map(([bucket, group]) => [bucket, packBucket(group)]));
}
