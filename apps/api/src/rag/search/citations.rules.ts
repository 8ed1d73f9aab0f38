import { withoutMarks, type PlacedMark } from '#contracts/chat/citation-marks.js';
import { checkOf, type Citation } from '#contracts/rag.js';
import { extractFrom } from '#retrieval/text/extract.js';
import type { AnswerQuote } from '#retrieval/extractive-answer.js';
import { questionOf } from '#retrieval/ranking/question.js';
import { quotesIn, verifyQuote, type FoundQuote } from '#retrieval/quotes.js';
import type { Passage } from './passage.js';

/** Longest stretch before a mark that is taken as what it stands for. */
const CLAIM_CHARACTERS = 600;

/**
 * One citation for each passage that the answer marks: `cited[0]` is what `[1]` points to. Where the answer quotes the passage, the quote
 * is checked: `verified`, `repaired` (then the citation shows what the source says) or `unverified` (then it shows what the answer claims).
 * Where it only points to it, the citation quotes the stretch of the passage that speaks to the sentence before the mark. `marks` says
 * which numbers in brackets are marks, in the order of the text.
 */
export function citationsFor(answer: string, cited: readonly Passage[], marks: readonly PlacedMark[]): Citation[] {
  const quotes = quotesIn(
    answer,
    marks.map(({ mark, at }) => ({ mark, at, end: at + String(mark).length + 2 })),
  );
  return cited.flatMap((passage, index) => {
    const mark = index + 1;
    const places = marks.filter((one) => one.mark === mark).map(({ at }) => at);
    const [first] = places;
    if (first === undefined) return [];
    const attributed = quotes.filter((quote) => quote.marks.includes(mark) || isUnmarkedQuoteOf(quote, passage));
    const shown = checked(attributed, passage) ?? supporting(claimBefore(answer, marks, first), passage);
    return [{ ...placeOf(passage, mark), places, ...shown, check: checkOf[shown.verdict] }];
  });
}

/** Citations of an answer that consists of quotes: each is verbatim by construction. Marks count from 1 in the order of the quotes. */
export function citationsOfQuotes(quotes: readonly AnswerQuote[], passages: readonly Passage[]): Citation[] {
  return quotes.flatMap(({ source, quote, start, end, markAt }, at) => {
    const passage = passages[source];
    return passage === undefined
      ? []
      : [
          {
            ...placeOf(passage, at + 1),
            places: [markAt],
            quote,
            start: passage.start + start,
            end: passage.start + end,
            check: checkOf.verified,
            verdict: 'verified' as const,
          },
        ];
  });
}

type Quoted = Pick<Citation, 'quote' | 'start' | 'end' | 'verdict'>;

function placeOf(
  { documentId, version, chunkId, documentTitle, heading, page }: Passage,
  mark: number,
): Omit<Citation, keyof Quoted | 'places' | 'check'> {
  return { mark, documentId, version, chunkId, title: documentTitle, heading, page };
}

function isUnmarkedQuoteOf(quote: FoundQuote, passage: Passage): boolean {
  return quote.marks.length === 0 && verifyQuote(quote.quote, passage.text).verdict !== 'unverified';
}

function checked(attributed: readonly FoundQuote[], passage: Passage): Quoted | null {
  for (const { quote } of attributed) {
    const check = verifyQuote(quote, passage.text);
    if (check.verdict !== 'unverified') {
      return { quote: check.text, start: passage.start + check.start, end: passage.start + check.end, verdict: check.verdict };
    }
  }
  const [claimed] = attributed;
  return claimed === undefined ? null : { quote: claimed.quote, start: passage.start, end: passage.end, verdict: 'unverified' };
}

function supporting(claim: string, passage: Passage): Quoted {
  const question = questionOf(claim, [passage.language]);
  const needs = { words: question.wanted, pairs: question.pairs };
  const extract = extractFrom({ ...passage, title: passage.documentTitle, rankShare: 0 }, '', needs) ?? {
    start: 0,
    end: passage.text.length,
  };
  return {
    quote: passage.text.slice(extract.start, extract.end),
    start: passage.start + extract.start,
    end: passage.start + extract.end,
    verdict: 'verified',
  };
}

/** The sentence, line or point that a mark closes. */
function claimBefore(answer: string, marks: readonly PlacedMark[], at: number): string {
  const from = Math.max(0, at - CLAIM_CHARACTERS);
  const before = marks.filter((mark) => mark.at >= from && mark.at < at).map((mark) => ({ ...mark, at: mark.at - from }));
  const text = withoutMarks(answer.slice(from, at), before).replace(/[\s.!?]+$/u, '');
  return text.slice(Math.max(text.lastIndexOf('\n'), lastSentenceEnd(text)) + 1);
}

function lastSentenceEnd(text: string): number {
  return Math.max(...['. ', '! ', '? '].map((end) => text.lastIndexOf(end)));
}
