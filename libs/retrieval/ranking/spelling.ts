/** Words that somebody may read, and in how many documents each stands. */
export class Vocabulary {
  readonly #byLength = new Map<number, { readonly word: string; readonly letters: number; readonly documents: number }[]>();

  constructor(documents: Iterable<readonly string[]>) {
    const counts = new Map<string, number>();
    for (const words of documents) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, count] of counts) {
      const same = this.#byLength.get(word.length);
      const entry = { word, letters: lettersOf(word), documents: count };
      if (same === undefined) this.#byLength.set(word.length, [entry]);
      else same.push(entry);
    }
  }

  /** The words that are fewest edits from one that no document holds; none where all are too far. */
  nearest(typed: string): string[] {
    const most = editsAllowed(typed);
    const letters = lettersOf(typed);
    let least = most;
    let found: { word: string; documents: number }[] = [];
    for (let length = typed.length - most; length <= typed.length + most; length++) {
      for (const { word, letters: others, documents } of this.#byLength.get(length) ?? []) {
        if (bits(letters ^ others) > 2 * least) continue;
        const distance = edits(typed, word, least);
        if (distance > least || distance === 0) continue;
        if (distance < least) found = [];
        least = distance;
        found.push({ word, documents });
      }
    }
    return found
      .sort((one, other) => other.documents - one.documents || (one.word < other.word ? -1 : 1))
      .slice(0, MOST_NEAREST)
      .map(({ word }) => word);
  }
}

const MOST_NEAREST = 3;
const SHORTEST = 5;
const LONG = 8;

/** Words of which a document gives its vocabulary, and that are corrected: letters alone, and some of them. */
export function isSpelled(folded: string): boolean {
  return folded.length >= SHORTEST - 1 && folded.length <= 30 && /^\p{L}[\p{L}\p{M}]+$/u.test(folded);
}

/** One edit for a word of five letters, two for one of eight; shorter ones are as often another word as a misspelt one. */
function editsAllowed(word: string): number {
  if (word.length < SHORTEST || !isSpelled(word)) return 0;
  return word.length < LONG ? 1 : 2;
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function bits(value: number): number {
  let left = value - ((value >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string alignment); `most + 1` where there are more. */
function edits(left: string, right: string, most: number): number {
  let [before, last, current] = [
    new Uint8Array(right.length + 1),
    new Uint8Array(right.length + 1),
    new Uint8Array(right.length + 1),
  ];
  for (let at = 0; at <= right.length; at++) last[at] = at;
  for (let l = 1; l <= left.length; l++) {
    current[0] = l;
    let least = l;
    for (let r = 1; r <= right.length; r++) {
      const cost = left.charCodeAt(l - 1) === right.charCodeAt(r - 1) ? 0 : 1;
      let value = Math.min((last[r] ?? 0) + 1, (current[r - 1] ?? 0) + 1, (last[r - 1] ?? 0) + cost);
      const isSwap =
        l > 1 &&
        r > 1 &&
        left.charCodeAt(l - 1) === right.charCodeAt(r - 2) &&
        left.charCodeAt(l - 2) === right.charCodeAt(r - 1);
      if (isSwap) value = Math.min(value, (before[r - 2] ?? 0) + 1);
      current[r] = value;
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [before, last, current] = [last, current, before];
  }
  return last[right.length] ?? most + 1;
}
