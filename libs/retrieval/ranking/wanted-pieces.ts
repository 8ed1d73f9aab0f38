import { termsOfWord, umlautSpelling, type Term } from '../text/analysis.js';
import { isSmallUnspaced } from '../text/asking.js';
import { fold } from '../text/fold.js';
import type { Language } from '../text/language.js';
import type { Named } from '../text/named.js';
import type { Word } from '../text/words.js';

/** A word of a question, or of a script without spaces a pair of its characters, in the forms that documents may hold it in. */
export interface WantedPiece {
  readonly word: string;
  readonly forms: string[];
  /** 1 for a word; less for a pair of characters that belong to two words. */
  readonly weight: number;
}

/** More words than this make a question slower, not better; the first ones win. */
export const MOST_WANTED = 32;
/** Of a pair of characters across two words: it stands in a document only where both words stand side by side. */
const ACROSS = 0.25;

const unspacedWords = new Intl.Segmenter('th', { granularity: 'word' });

/** The words up to the limit. A run of a script without spaces counts as the words in it, not as its pairs of characters, and is cut after one. */
export function firstWords(said: readonly Word[], counted: Set<string>): Word[] {
  const fits = (word: string): boolean => counted.has(word) || (counted.size < MOST_WANTED && counted.add(word).has(word));
  const taken: Word[] = [];
  for (const word of said) {
    const text = fold(word.text);
    if (!word.unspaced) {
      if (!fits(text)) break;
      taken.push(word);
      continue;
    }
    const parts = [...unspacedWords.segment(text)];
    const beyond = parts.find(({ segment }) => !fits(segment));
    if (beyond !== undefined) return beyond.index === 0 ? taken : [...taken, { ...word, text: text.slice(0, beyond.index) }];
    taken.push(word);
  }
  return taken;
}

/** What a word of a question looks for in documents of these languages. A word of a date also looks for the day, one of a number for the whole of it. */
export const wantedPieces =
  (languages: readonly Language[], all: readonly Named[]) =>
  (word: Word): WantedPiece[] => {
    if (word.unspaced) return unspacedPieces(word);
    const named = all.filter(({ start, end }) => start <= word.start && word.end <= end).flatMap(({ terms }) => terms);
    const byLanguage = languages.flatMap((language) =>
      spellingsOf(word, language).map((text) => byPlace(termsOfWord({ ...word, text }, language))),
    );
    const longest = Math.max(0, ...byLanguage.map((places) => places.length));
    return Array.from({ length: longest }, (_, at) => ({
      word: fold(word.text),
      forms: [...new Set([...byLanguage.flatMap((places) => places[at] ?? []), ...named])],
      weight: 1,
    }));
  };

/** Terms by the place they stand at. */
function byPlace(terms: readonly Term[]): string[][] {
  const places: string[][] = [];
  for (const { text, isSecondForm } of terms) {
    if (isSecondForm) places.at(-1)?.push(text);
    else places.push([text]);
  }
  return places;
}

/** English has few umlauts and many words with “ue” or “oe” of their own. */
function spellingsOf(word: Word, language: Language): string[] {
  const other = language === 'english' ? null : umlautSpelling(word.text);
  return other === null ? [word.text] : [word.text, other];
}

/** Pairs of characters, weighed by the words that they are of. Those of words that only ask are left out, unless there are no others. */
function unspacedPieces(word: Word): WantedPiece[] {
  const segments = [...unspacedWords.segment(fold(word.text))];
  const owners = segments.flatMap(({ segment }, at) => Array.from(segment, () => at));
  const isSmall = segments.map(({ segment }) => isSmallUnspaced(segment));
  const pieces = termsOfWord(word, 'other').map(({ text }, at): WantedPiece => {
    const [left = 0, right = left] = [owners[at], owners[at + 1]];
    const weight = left === right ? (isSmall[left] ? 0 : 1) : isSmall[left] && isSmall[right] ? 0 : ACROSS;
    return { word: segments[left]?.segment ?? text, forms: [text], weight };
  });
  const telling = pieces.filter(({ weight }) => weight > 0);
  return telling.length > 0 ? telling : pieces.map((piece) => ({ ...piece, weight: 1 }));
}
