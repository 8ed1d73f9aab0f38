import { fold } from './fold.js';
import { words } from './words.js';

/** Whether a quote stands in its source: exactly, but for spacing, case and punctuation, or not at all. Places are offsets in the source. */
export type QuoteCheck =
  | {
      readonly verdict: 'verified' | 'repaired';
      readonly start: number;
      readonly end: number;
      /** What the source says there. */ readonly text: string;
    }
  | { readonly verdict: 'unverified' };

/** Something that a text presents as somebody's words. */
export interface FoundQuote {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** Marks that stand right after it, such as `S2` or `2`. */
  readonly marks: readonly string[];
}

/** Shorter quotes are terms and names rather than claims; they match almost anywhere and prove nothing. */
export const FEWEST_QUOTED_WORDS = 5;

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const QUOTED =
  /“([^“”]{1,2000})”|„([^„“”]{1,2000})[“”]|«([^«»]{1,2000})»|"([^"\n]{1,2000})"|^>[ \t]?([^\n]{1,2000}(?:\n>[ \t]?[^\n]{0,2000}){0,40})/gmu;
const MARKS_AFTER = /^[^\n[]{0,40}((?:\s*\[S?\d{1,3}\])+)/u;

/** Compares a quote with the text that it is said to come from. */
export function verifyQuote(quote: string, source: string): QuoteCheck {
  const trimmed = quote.trim();
  for (let at = source.indexOf(trimmed); trimmed !== '' && at >= 0; at = source.indexOf(trimmed, at + 1)) {
    if (standsAlone(source, at, at + trimmed.length))
      return { verdict: 'verified', start: at, end: at + trimmed.length, text: trimmed };
  }
  const wanted = bare(trimmed).text;
  if (wanted === '') return { verdict: 'unverified' };
  const { text, starts, ends } = bare(source);
  const at = ` ${text} `.indexOf(` ${wanted} `);
  if (at < 0) return { verdict: 'unverified' };
  const start = starts[at] ?? 0;
  const end = ends[at + wanted.length - 1] ?? source.length;
  return { verdict: 'repaired', start, end, text: source.slice(start, end) };
}

/** The quotes of an answer that are long enough to be checked: in quotation marks, or as a block quote. */
export function quotesIn(answer: string): FoundQuote[] {
  return [...answer.matchAll(QUOTED)].flatMap((match) => {
    const quote = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5]?.replace(/\n>[ \t]?/gu, '\n') ?? '').trim();
    const inner = quote.replace(/(?:\s*\[S?\d{1,3}\])+$/u, '');
    if (words(inner).length < FEWEST_QUOTED_WORDS) return [];
    const end = match.index + match[0].length;
    const after = quote.slice(inner.length) || (MARKS_AFTER.exec(answer.slice(end, end + 200))?.[1] ?? '');
    return [{ quote: inner, start: match.index, end, marks: [...after.matchAll(/S?\d+/gu)].map(([id]) => id) }];
  });
}

function standsAlone(text: string, start: number, end: number): boolean {
  const cutsAt = (at: number): boolean =>
    at > 0 && at < text.length && WORD_CHARACTER.test(text.charAt(at - 1)) && WORD_CHARACTER.test(text.charAt(at));
  return !cutsAt(start) && !cutsAt(end);
}

/** Letters and digits folded, everything between them one space; and for each character where it came from. */
function bare(source: string): { text: string; starts: number[]; ends: number[] } {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of source) {
    const folded = WORD_CHARACTER.test(character) ? fold(character) : text === '' || text.endsWith(' ') ? '' : ' ';
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(at);
      ends.push(at + character.length);
    }
    text += folded;
    at += character.length;
  }
  return { text: text.trimEnd(), starts, ends };
}
