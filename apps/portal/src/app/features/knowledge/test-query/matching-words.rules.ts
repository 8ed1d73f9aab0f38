/** Shorter words of an alphabet are in every text. Other scripts say as much with two signs. */
const shortest = 4;
const shortestOfSigns = 2;
const signs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Number}]/u;

/** Words of a question that a passage has, in the order of the question; inflected forms count by their first letters. */
export function matchingWords(question: string, passage: string): readonly string[] {
  const words = new Set(wordsOf(passage).map(folded));
  const found = wordsOf(question).filter((word) => isIn(folded(word), words));
  return [...new Map(found.map((word) => [folded(word), word])).values()];
}

function wordsOf(text: string): string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)]
    .filter(
      ({ isWordLike, segment }) =>
        isWordLike === true && [...segment].length >= (signs.test(segment) ? shortestOfSigns : shortest),
    )
    .map(({ segment }) => segment);
}

function folded(word: string): string {
  return word.normalize('NFKC').toLocaleLowerCase();
}

function isIn(word: string, words: ReadonlySet<string>): boolean {
  if (words.has(word)) return true;
  const stem = word.slice(0, Math.max(4, word.length - 3));
  return [...words].some((other) => other.startsWith(stem) && Math.abs(other.length - word.length) <= 3);
}
