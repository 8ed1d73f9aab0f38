import { placedTerms, terms } from './analysis.js';
import { blocks } from '../index/blocks.js';
import type { Signs } from '../ranking/support.js';
import type { Language } from './language.js';
import { sentences, type Span } from './sentences.js';

/** A question's word as the answerer weighs it. */
export interface WeighedWord {
  readonly forms: readonly string[];
  /** As it was asked for. */
  readonly word?: string;
  /** How telling it is: idf times its weight in the question. */
  readonly weight: number;
}

/** What the question wants: words with weights, and which of them follow each other. */
export interface Needs {
  readonly words: readonly WeighedWord[];
  readonly pairs: readonly (readonly [number, number])[];
  /** What searching for them said about the passages. */
  readonly signs?: Signs | undefined;
}

export interface ExtractSource {
  readonly text: string;
  readonly heading: string;
  readonly title: string;
  readonly language: Language;
  /** Its rank score over the best one's, 0 to 1. */
  readonly rankShare: number;
}

/** The stretch of a passage that speaks to the question. */
export interface Extract extends Span {
  readonly score: number;
  /** Share of the question's weight that the stretch and its headings hold, 0 to 1. */
  readonly coverage: number;
}

const PAIR_SHARE = 0.15;
const NEIGHBOUR_SHARE = 0.15;
const RANK_SHARE = 0.5;
const KIND_BONUS = 0.05;
/** For questions of why: instructions about the same thing are no reason. */
const REASON_BONUS = 0.15;
/** Where the heading asks what the question asks, the answer usually begins with the first sentence. */
const LEAD_SHARE = 0.15;
/** How much of the nearest heading the question says, its words of asking included: “Which roles exist” is “Which roles are there?” */
const LIKENESS_SHARE = 0.15;
/** What a word in the heading counts against one in the text: headings say what a passage is about, not what it answers. */
const HEADING_SHARE = 0.9;
const LONGEST_EXTRACT = 420;
const LONGEST_LIST = 640;
const LONGEST_CODE = 1_200;

interface Unit extends Span {
  readonly kind: 'sentence' | 'item' | 'row' | 'code' | 'heading';
  readonly held: ReadonlySet<number>;
  readonly pairShare: number;
  readonly coverage: number;
}

/** Finds the best stretch of one passage: a sentence, a point of a list or a block of code, with what belongs to it. */
export function extractFrom(source: ExtractSource, question: string, needs: Needs): Extract | null {
  const inHeadings = heldBy(`${source.title}. ${source.heading}`, source.language, needs).held;
  const units = unitsOf(source.text).map((span) => weighed(span, source, needs));
  const headingCoverage = coverageOf(new Set(), inHeadings, needs);
  const likeness = likenessOf(question, source);
  const lead = units.findIndex(({ kind }) => kind !== 'heading');
  let best: { at: number; score: number } | null = null;
  units.forEach((unit, at) => {
    const neighbour = Math.max(units[at - 1]?.coverage ?? 0, units[at + 1]?.coverage ?? 0);
    const score =
      coverageOf(unit.held, inHeadings, needs) +
      PAIR_SHARE * unit.pairShare +
      NEIGHBOUR_SHARE * neighbour +
      RANK_SHARE * source.rankShare +
      LIKENESS_SHARE * likeness +
      (at === lead ? LEAD_SHARE * headingCoverage : 0) +
      kindBonus(question, unit.kind, source.text.slice(unit.start, unit.end));
    if (unit.kind !== 'heading' && (best === null || score > best.score)) best = { at, score };
  });
  if (best === null) return null;
  const { at, score } = best as { at: number; score: number };
  const { from, to } = grown(units, at);
  const held = new Set(units.slice(from, to + 1).flatMap((unit) => [...unit.held]));
  return { start: units[from]?.start ?? 0, end: units[to]?.end ?? 0, score, coverage: coverageOf(held, inHeadings, needs) };
}

function unitsOf(text: string): (Span & Pick<Unit, 'kind'>)[] {
  return blocks(text, 'markdown').flatMap((block): (Span & Pick<Unit, 'kind'>)[] => {
    if (block.kind === 'code') return codeUnits(text, block);
    if (block.kind !== 'paragraph') return [{ kind: block.kind, start: block.start, end: block.end }];
    return sentences(text.slice(block.start, block.end)).map(({ start, end }) => ({
      kind: 'sentence',
      start: start + block.start,
      end: end + block.start,
    }));
  });
}

/** A short block of code is one unit; a long one, groups of its lines. */
function codeUnits(text: string, { start, end }: Span): (Span & Pick<Unit, 'kind'>)[] {
  const found: (Span & Pick<Unit, 'kind'>)[] = [];
  for (let from = start; from < end;) {
    const lineEnd = text.lastIndexOf('\n', from + LONGEST_CODE);
    const to = end - from <= LONGEST_CODE ? end : lineEnd > from ? lineEnd : from + LONGEST_CODE;
    found.push({ kind: 'code', start: from, end: to });
    from = text.startsWith('\n', to) ? to + 1 : to;
  }
  return found;
}

function weighed(span: Span & Pick<Unit, 'kind'>, source: ExtractSource, needs: Needs): Unit {
  const { held, pairShare } = heldBy(source.text.slice(span.start, span.end), source.language, needs);
  return { ...span, held, pairShare, coverage: coverageOf(held, new Set(), needs) };
}

function likenessOf(question: string, { heading, language }: ExtractSource): number {
  const nearest = terms(heading.split(' › ').at(-1) ?? '', language).map((term) => term.text);
  const asked = new Set(terms(question, language).map((term) => term.text));
  return nearest.length === 0 ? 0 : nearest.filter((term) => asked.has(term)).length / nearest.length;
}

/** The words of a question that a text holds, by their places among the needs. */
export function heldWords(text: string, language: Language, needs: Needs): ReadonlySet<number> {
  return heldBy(text, language, needs).held;
}

function heldBy(text: string, language: Language, needs: Needs): { held: Set<number>; pairShare: number } {
  const order = placedTerms(text, language).map((forms) => [forms].flat());
  const present = new Set(order.flat());
  const held = new Set(needs.words.flatMap(({ forms }, index) => (forms.some((form) => present.has(form)) ? [index] : [])));
  const following = new Set(
    order.slice(1).flatMap((forms, at) => (order[at] ?? []).flatMap((left) => forms.map((right) => `${left} ${right}`))),
  );
  const together = needs.pairs.filter(([left, right]) =>
    (needs.words[left]?.forms ?? []).some((first) =>
      (needs.words[right]?.forms ?? []).some((second) => following.has(`${first} ${second}`)),
    ),
  );
  return { held, pairShare: needs.pairs.length === 0 ? 0 : together.length / needs.pairs.length };
}

function coverageOf(held: ReadonlySet<number>, inHeadings: ReadonlySet<number>, needs: Needs): number {
  let total = 0;
  let covered = 0;
  needs.words.forEach(({ weight }, index) => {
    total += weight;
    covered += held.has(index) ? weight : inHeadings.has(index) ? weight * HEADING_SHARE : 0;
  });
  return total === 0 ? 0 : covered / total;
}

/**
 * A stretch that can be understood: a point or a piece of code takes along the sentence that introduces it and the points beside it;
 * a sentence takes along the ones after it. Up to a few hundred characters. A row of a long table stands alone: rows beside it
 * speak of other things.
 */
function grown(units: readonly Unit[], at: number): { from: number; to: number } {
  let from = at;
  let to = at;
  const length = (first: number, last: number): number => (units[last]?.end ?? 0) - (units[first]?.start ?? 0);
  const isListed = (unit: Unit | undefined): boolean =>
    unit !== undefined && (unit.kind === 'item' || unit.kind === 'row' || unit.kind === 'code');
  if (units[at]?.kind === 'row' && !fitsWhole(units, at)) return { from, to };
  if (isListed(units[at])) {
    while (from > 0 && isListed(units[from - 1]) && length(from - 1, to) <= LONGEST_EXTRACT) from -= 1;
    if (from > 0 && units[from - 1]?.kind === 'sentence' && length(from - 1, to) <= LONGEST_EXTRACT) from -= 1;
  }
  for (let next = units[to + 1]; next !== undefined && next.kind !== 'heading'; next = units[to + 1]) {
    if (length(from, to + 1) > (next.kind === 'item' ? LONGEST_LIST : LONGEST_EXTRACT)) break;
    to += 1;
  }
  return { from, to };
}

/** Whether the whole table around a row is short enough to be quoted. */
function fitsWhole(units: readonly Unit[], at: number): boolean {
  let [first, last] = [at, at];
  while (units[first - 1]?.kind === 'row') first -= 1;
  while (units[last + 1]?.kind === 'row') last += 1;
  return (units[last]?.end ?? 0) - (units[first]?.start ?? 0) <= LONGEST_EXTRACT;
}

/** A small hint: questions of number and time are answered by figures, questions of place by paths, questions of what by “is a”, questions of manner by steps. */
function kindBonus(question: string, kind: Unit['kind'], text: string): number {
  const asked = question.toLowerCase();
  if (/\bwhy\b/u.test(asked)) return /\b(?:because|since|after|when|so that)\b/u.test(text) ? REASON_BONUS : 0;
  const fits =
    (/\b(?:when|how (?:many|much|long|often|old))\b/u.test(asked) &&
      /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|daily|weekly|monthly)\b/u.test(text)) ||
    (/\bwhat (?:is|are)\b/u.test(asked) && /\b(?:is|are) (?:an?|the)\b/u.test(text)) ||
    (/\bwhere\b/u.test(asked) && /[/\\`]/u.test(text)) ||
    (/\bhow (?:do|can|to|does)\b/u.test(asked) && (kind === 'item' || kind === 'code'));
  return fits ? KIND_BONUS : 0;
}
