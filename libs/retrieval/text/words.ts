/** A run of letters and digits, with its place in the text (UTF-16 offsets, as `String.slice` takes them). */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether the script is written without spaces, so that the run is a phrase rather than a word. */
  readonly unspaced: boolean;
}

// Set notation (`v` flag): letters and marks of scripts without spaces, or any other letters, marks and digits with inner apostrophes.
// Hangul is spaced, but its particles cling to the word, so bigrams serve it better than whole words.
const UNSPACED = String.raw`[[\p{L}\p{M}]&&[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]]`;
const SPACED = String.raw`[[\p{L}\p{M}\p{N}]--${UNSPACED}]`;
/** 10,000 and 10 000 in one piece: groups of three digits after the same separator each. Points separate other things, too: see `named.ts`. */
const GROUPED = String.raw`(?<![\p{L}\p{N}.,])[1-9]\d{0,2}([,'’\u00a0\u202f\u2009 ])\d{3}(?:\2\d{3})*(?![\p{L}\p{N}])`;
const RUNS = new RegExp(String.raw`(${UNSPACED}+)|${GROUPED}|${SPACED}+(?:['’]${SPACED}+)*`, 'gv');

/** The words of a text in reading order. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(RUNS)) {
    found.push({ text: match[0], start: match.index, end: match.index + match[0].length, unspaced: match[1] !== undefined });
  }
  return found;
}
