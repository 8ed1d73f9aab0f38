import { historyTerms, spelling, type PlacedTerm } from '#retrieval/history/history-terms.js';

/** Characters around the first word that was found. */
const before = 60;
const longest = 220;

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Snippet {
  readonly snippet: string;
  readonly highlights: readonly Span[];
}

/** A part of a query as its words: for a phrase all of them in a row. */
export interface QueryPart {
  readonly isPhrase: boolean;
  readonly terms: readonly PlacedTerm[];
}

export function queryPart(text: string, isPhrase: boolean): QueryPart {
  // Of a joined name such as backupScheduleHours the whole counts, not its parts.
  const terms = historyTerms(text).filter((term, at, all) => term.word.unspaced || all[at - 1]?.word !== term.word);
  return { isPhrase: isPhrase || terms.some(({ word }) => word.unspaced), terms };
}

/** Where the parts of a query are in a text; null unless all of them are. */
export function spansOf(text: string, parts: readonly QueryPart[]): Span[] | null {
  const terms = historyTerms(text);
  const spans: Span[] = [];
  for (const { isPhrase, terms: wanted } of parts) {
    const found = isPhrase ? phrasesIn(terms, wanted) : wordsIn(terms, wanted);
    if (found.length === 0) return null;
    spans.push(...found);
  }
  return spans.sort((left, right) => left.start - right.start || left.end - right.end);
}

function wordsIn(terms: readonly PlacedTerm[], wanted: readonly PlacedTerm[]): Span[] {
  const spans: Span[] = [];
  for (const { text } of wanted) {
    const found = terms.filter((term) => term.text === text).map(({ word: { start, end } }) => ({ start, end }));
    if (found.length === 0) return [];
    spans.push(...found);
  }
  return spans;
}

/** Spelled the same, word by word; of scripts without spaces, the same characters. */
function phrasesIn(terms: readonly PlacedTerm[], wanted: readonly PlacedTerm[]): Span[] {
  const first = wanted[0];
  if (first === undefined) return [];
  const byPlace = Map.groupBy(terms, ({ place }) => place);
  return terms
    .filter((term) => isSame(term, first))
    .flatMap((start) => {
      const row = wanted.map((each) => byPlace.get(start.place + each.place - first.place)?.find((term) => isSame(term, each)));
      if (row.some((term) => term === undefined)) return [];
      return [{ start: start.word.start, end: row.at(-1)!.word.end }];
    });
}

function isSame(term: PlacedTerm, wanted: PlacedTerm): boolean {
  if (term.text !== wanted.text) return false;
  return wanted.word.unspaced || spelling(term.word.text) === spelling(wanted.word.text);
}

/** What stands around the first span, in one line, and where the spans are in it. */
export function snippetOf(text: string, spans: readonly Span[]): Snippet {
  const first = spans[0] ?? { start: 0, end: 0 };
  const from = wordStart(text, Math.max(0, first.start - before));
  const to = Math.min(text.length, Math.max(first.end, from + longest));
  const head = from > 0 ? '…' : '';
  const cut = text.slice(from, to).replace(/\s/gu, ' ');
  const highlights = spans
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ start, end }) => ({ start: start - from + head.length, end: end - from + head.length }));
  return { snippet: `${head}${cut}${to < text.length ? '…' : ''}`, highlights: withoutOverlaps(highlights) };
}

/** Not in the middle of a word, nor of a character. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + before).search(/\s/u);
  if (space >= 0) return at + space + 1;
  return /[\uDC00-\uDFFF]/u.test(text.charAt(at)) ? at + 1 : at;
}

function withoutOverlaps(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}
