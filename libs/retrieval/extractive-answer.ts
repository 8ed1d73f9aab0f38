import { questionParts } from './text/question-parts.js';
import { supportOf } from './ranking/support.js';
import { extractFrom, heldWords, type Extract, type Needs, type ExtractSource } from './text/extract.js';

/** How sure the answerer is that the passages speak to the question. None of these says that the answer is right. */
export type AnswerVerdict = 'matching' | 'related' | 'not-found';

export interface AnswerThresholds {
  /** From this support on (see `support.ts`), passages count as matching. */
  readonly matching: number;
  /** From this support on they are shown as related; below it nothing is shown. */
  readonly related: number;
}

export const ANSWER_THRESHOLDS: AnswerThresholds = { matching: 0.6, related: 0.4 };

/** A quote of the answer: `source` is the index of the passage, `start` and `end` are offsets in its text. */
export interface AnswerQuote {
  readonly source: number;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** The position of its mark in the text of the answer. */
  readonly markAt: number;
}

export interface ExtractiveAnswer {
  readonly verdict: AnswerVerdict;
  /** Markdown: a line that says what this is, then block quotes, each with its mark. */
  readonly text: string;
  readonly quotes: readonly AnswerQuote[];
  /** Share of the question's weight that the best quote holds; of several parts, each by its own best. */
  readonly coverage: number;
  /** How well the quotes answer the question by all signs, 0 to 1: what the verdict is drawn from. */
  readonly support: number;
}

const MOST_SOURCES = 5;
const MOST_QUOTES = 3;
const CLOSE_ENOUGH = 0.85;
const OTHER_PART_SHARE = 0.5;
const FEW_WORDS = 2;

const OPENINGS: Readonly<Record<AnswerVerdict, string>> = {
  matching: 'Extract from your documents (no language model configured):',
  related: 'These passages are related, but may not answer your question (no language model configured):',
  'not-found': 'I don’t find this in the documents that you may read.',
};

/**
 * Answers by quoting. The passages come best first; nothing but their words is given out, and the wording claims no more than that
 * they match. `mark` writes the citation of a quote by its rank, from 1.
 */
export function extractiveAnswer(
  question: string,
  needs: Needs,
  passages: readonly ExtractSource[],
  thresholds: AnswerThresholds = ANSWER_THRESHOLDS,
  mark: (rank: number) => string = (rank) => `[${rank}]`,
): ExtractiveAnswer {
  const parts = partsOf(question, needs, passages[0]);
  const byPart = parts.map((part) => ({ ...part, found: foundFor(part, passages) }));
  const total = byPart.reduce((sum, { weight }) => sum + weight, 0);
  const coverage = byPart.reduce((sum, { weight, found }) => sum + (weight / total) * (found[0]?.extract.coverage ?? 0), 0);
  const support = supportOf(coverage, needs.signs);
  const verdict = verdictOf(support, thresholds);
  const [only, ...more] = byPart;
  const chosen =
    only !== undefined && more.length === 0 ? worthShowing(only.found) : onePerPart(byPart.map(({ found }) => found));
  const shown = verdict === 'not-found' ? [] : chosen;
  let text = OPENINGS[verdict];
  const quotes = shown.map(({ source, passage, extract }, at) => {
    const quote = passage.text.slice(extract.start, extract.end);
    text += `\n\n${quoted(quote)}\n\n${placeOf(passage)} `;
    const markAt = text.length;
    text += mark(at + 1);
    return { source, quote, start: extract.start, end: extract.end, markAt };
  });
  return { verdict, text, quotes, coverage, support };
}

/** One thing that is asked, and what of the question's words speak of it. */
interface Part {
  readonly question: string;
  readonly needs: Needs;
  readonly weight: number;
}

interface Found {
  readonly source: number;
  readonly passage: ExtractSource;
  readonly extract: Extract;
}

/** The parts of a question that have words of their own. What parts before a short one name counts half: “… and who may restore one?” */
function partsOf(question: string, needs: Needs, passage: ExtractSource | undefined): Part[] {
  const whole = { question, needs, weight: 1 };
  if (passage === undefined) return [whole];
  const named = new Set<number>();
  const parts = questionParts(question).flatMap((text) => {
    const own = heldWords(text, passage.language, needs);
    const share = own.size < FEW_WORDS ? OTHER_PART_SHARE : 0;
    const words = needs.words.map((word, at) =>
      own.has(at) ? word : { ...word, weight: named.has(at) ? word.weight * share : 0 },
    );
    const weight = words.reduce((sum, word, at) => sum + (own.has(at) ? word.weight : 0), 0);
    for (const at of own) named.add(at);
    return weight > 0
      ? [{ question: text, needs: { words, pairs: needs.pairs.filter((pair) => pair.every((at) => own.has(at))) }, weight }]
      : [];
  });
  return parts.length > 1 ? parts : [whole];
}

function foundFor({ question, needs }: Part, passages: readonly ExtractSource[]): Found[] {
  return passages
    .slice(0, MOST_SOURCES)
    .flatMap((passage, source) => {
      const extract = extractFrom(passage, question, needs);
      return extract === null ? [] : [{ source, passage, extract }];
    })
    .sort((one, other) => other.extract.score - one.extract.score || one.source - other.source);
}

/** The best for each part, in reading order where they are of one passage, and none that another holds. */
function onePerPart(byPart: readonly (readonly Found[])[]): Found[] {
  const best = byPart.flatMap(([first]) => first ?? []);
  const holds = (one: Found, other: Found): boolean =>
    one.source === other.source && one.extract.start <= other.extract.start && one.extract.end >= other.extract.end;
  const kept = best.filter(
    (found, at) => !best.some((other, index) => index !== at && holds(other, found) && (index < at || !holds(found, other))),
  );
  const place = (found: Found): number => kept.findIndex(({ source }) => source === found.source);
  return kept.toSorted((one, other) => place(one) - place(other) || one.extract.start - other.extract.start);
}

function verdictOf(support: number, thresholds: AnswerThresholds): AnswerVerdict {
  if (support >= thresholds.matching) return 'matching';
  return support >= thresholds.related ? 'related' : 'not-found';
}

/** The best, and others that come close to it. */
function worthShowing<Found extends { readonly extract: Extract }>(found: readonly Found[]): Found[] {
  const best = found[0]?.extract.score ?? 0;
  return found.filter(({ extract }) => extract.score >= best * CLOSE_ENOUGH).slice(0, MOST_QUOTES);
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line.trimEnd()}`.trimEnd())
    .join('\n');
}

function placeOf({ title, heading }: ExtractSource): string {
  return `— ${[title, heading].filter((part) => part !== '').join(', ')}`;
}
