import { fold } from '../text/fold.js';
import { words } from '../text/words.js';

const SHINGLE_WORDS = 4;
const SAME_SHARE = 0.9;

/**
 * Drops what says almost word for word what an earlier item says: nine tenths of the shorter one's runs of four words stand in the
 * other. Meant for the few dozen candidates of a question, not for whole collections.
 */
export function withoutNearDuplicates<Item extends { readonly text: string }>(items: readonly Item[]): Item[] {
  const kept: { readonly item: Item; readonly shingles: ReadonlySet<string> }[] = [];
  for (const item of items) {
    const shingles = shinglesOf(item.text);
    if (!kept.some((earlier) => overlap(earlier.shingles, shingles) >= SAME_SHARE)) kept.push({ item, shingles });
  }
  return kept.map(({ item }) => item);
}

function shinglesOf(text: string): Set<string> {
  const all = words(text).map((word) => fold(word.text));
  if (all.length <= SHINGLE_WORDS) return new Set([all.join(' ')]);
  return new Set(all.slice(SHINGLE_WORDS - 1).map((_, at) => all.slice(at, at + SHINGLE_WORDS).join(' ')));
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / small.size;
}
