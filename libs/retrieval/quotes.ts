import { fold } from './text/fold.js';
import { words } from './text/words.js';

/** Whether a quote is in its source: exactly, but for spacing, case and punctuation, or not at all. Positions are offsets in the source. */
export type QuoteCheck =
  | {
      readonly verdict: 'verified' | 'repaired';
      readonly start: number;
      readonly end: number;
      /** What the source says there. */ readonly text: string;
    }
  | { readonly verdict: 'unverified' };

/** Text presented as a quotation. */
export interface FoundQuote {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** Numbers of the citations whose marks stand right after it, or at its end. */
  readonly marks: readonly number[];
}

/** Where a citation is marked in the text of an answer: `mark` is its number, and the mark takes the characters from `at` to `end`. */
export interface QuoteMark {
  readonly mark: number;
  readonly at: number;
  readonly end: number;
}

/** Shorter quotes are terms and names rather than claims; they match almost anywhere and prove nothing. */
export const FEWEST_QUOTED_WORDS = 5;

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const QUOTED =
  /“([^“”]{1,2000})”|„([^„“”]{1,2000})[“”]|«([^«»]{1,2000})»|"([^"\n]{1,2000})"|^>[ \t]?([^\n]{1,2000}(?:\n>[ \t]?[^\n]{0,2000}){0,40})/gmu;
/** What may stand between a quote and its mark: a bracket or the end of a sentence, but no further text of any length. */
const SHORT_GAP = /^[^\n[]{0,40}$/u;

/** Compares a quote with its alleged source. */
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

/** The quotes of an answer that are long enough to be checked: in quotation marks, or as a block quote. `marks` come in the order of the text. */
export function quotesIn(answer: string, marks: readonly QuoteMark[]): FoundQuote[] {
  return [...answer.matchAll(QUOTED)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const inner = marksAtEnd(answer, marks, start, end);
    const upTo = inner[0]?.at ?? end;
    const quote = quotedPart(match, upTo - start);
    if (words(quote).length < FEWEST_QUOTED_WORDS) return [];
    const close = inner.length > 0 ? inner : marksAfter(answer, marks, end);
    return [{ quote, start, end, marks: close.map(({ mark }) => mark) }];
  });
}

/** What is quoted, without quotation marks, the signs of a block quote, and the marks at its end. */
function quotedPart(match: RegExpExecArray, length: number): string {
  const [whole, ...groups] = match;
  const isBlock = groups[4] !== undefined;
  const part = whole.slice(0, length);
  const bare = isBlock ? part.replace(/^>[ \t]?/gmu, '') : part.slice(1).replace(/[“”»"]$/u, '');
  return bare.trim();
}

/** Marks that end a quote from within, with nothing but space between and after them. */
function marksAtEnd(answer: string, marks: readonly QuoteMark[], start: number, end: number): QuoteMark[] {
  const found: QuoteMark[] = [];
  let close = end;
  for (const mark of marks.filter((one) => one.at >= start && one.end <= end).toReversed()) {
    if (!/^[\s>“”»"]*$/u.test(answer.slice(mark.end, close))) break;
    found.unshift(mark);
    close = mark.at;
  }
  return found;
}

function marksAfter(answer: string, marks: readonly QuoteMark[], end: number): QuoteMark[] {
  const following = marks.filter(({ at }) => at >= end);
  const [first] = following;
  if (first === undefined || !SHORT_GAP.test(answer.slice(end, first.at).trimEnd())) return [];
  const cut = following.findIndex(({ at }, index) => index > 0 && answer.slice(following[index - 1]?.end, at).trim() !== '');
  return cut < 0 ? following : following.slice(0, cut);
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
