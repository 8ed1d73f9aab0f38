import { ENGLISH_STOP_WORDS, FOREIGN_SMALL_WORDS } from './stop-words.js';
import { words } from './words.js';

/** How a text is turned into terms: English has a stemmer of its own, everything else is folded and cut (see `analysis.ts`). */
export type Language = 'english' | 'other';

const SAMPLE_CHARACTERS = 20_000;
const LATIN_LETTER = /^\p{Script=Latin}/u;

/**
 * Distinguishes English from everything else by its function words. Reads the first 20,000 characters.
 * Without evidence (code, tables of figures, a few words) a Latin text counts as English: its stemmer hardly touches names and numbers.
 */
export function languageOf(text: string): Language {
  let latin = 0;
  let others = 0;
  let english = 0;
  let foreign = 0;
  for (const word of words(text.slice(0, SAMPLE_CHARACTERS))) {
    if (!LATIN_LETTER.test(word.text)) {
      if (!/^\p{N}/u.test(word.text)) others += word.unspaced ? word.text.length : 1;
      continue;
    }
    latin += 1;
    const lower = word.text.toLowerCase();
    if (FOREIGN_SMALL_WORDS.has(lower)) foreign += ENGLISH_STOP_WORDS.has(lower) ? 0 : 1;
    else if (ENGLISH_STOP_WORDS.has(lower)) english += 1;
  }
  if (others > latin) return 'other';
  return foreign > english ? 'other' : 'english';
}
