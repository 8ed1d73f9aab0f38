import { fold } from '../text/fold.js';
import { words, type Word } from '../text/words.js';
import { termsOfWord } from '../text/analysis.js';

/** A term of a text, the word that it comes from, and which word of the text that is. */
export interface PlacedTerm {
  readonly text: string;
  readonly word: Word;
  readonly place: number;
}

/**
 * Terms of what people and models write to each other: no language is assumed, no word is left out, and a word is known by its first six
 * characters, accents folded. A run of a script without spaces has a place for each pair of characters.
 */
export function historyTerms(text: string): PlacedTerm[] {
  const found: PlacedTerm[] = [];
  let place = 0;
  for (const word of words(text)) {
    const terms = termsOfWord(word, 'other').filter((term) => term.text !== '');
    for (const term of terms) {
      found.push({ text: term.text, word, place });
      if (word.unspaced) place += 1;
    }
    if (!word.unspaced) place += 1;
  }
  return found;
}

/** A word in the one spelling that phrases are compared by. */
export function spelling(word: string): string {
  return fold(word).replace(/['’]/gu, '');
}
