import { Best, type Hit } from './best.js';
import { MOST_PLACES, type Postings } from '../index/postings.js';
import type { Question } from './question.js';
import { together, type Matches } from './together.js';

/** BM25 (Robertson and Zaragoza, 2009) with Lucene's never-negative idf, and a bonus for words that stand together. */
export interface RankingOptions {
  readonly k1: number;
  readonly b: number;
  /** Frequencies above this count as this. At most {@link MOST_PLACES} are kept. */
  readonly frequencyCap: number;
  /** Weight of two neighbouring words of the question that are neighbours in the chunk too, where a single word weighs 1. */
  readonly pairWeight: number;
}

export const RANKING: RankingOptions = { k1: 0.9, b: 0.4, frequencyCap: MOST_PLACES, pairWeight: 0.25 };

/** One segment as the reader may see it. */
export interface VisibleSegment {
  /** Terms in each chunk. */
  readonly lengths: Uint16Array;
  /** 1 for each chunk whose document still exists; null when all do. */
  readonly live: Uint8Array | null;
  readonly liveChunks: number;
  /** Sum of the lengths of the live chunks. */
  readonly liveLength: number;
  /** Postings by term, in the order of {@link termsOf}. */
  readonly postings: readonly (Postings | null)[];
}

export interface Ranking {
  readonly hits: readonly Hit[];
  /** How telling each wanted word is among the visible chunks (idf times its weight), in the order of the question. */
  readonly weights: readonly number[];
  /** The score of a chunk of average length that holds every wanted word once, words that no chunk holds included. */
  readonly possible: number;
}

/** Something chunks are scored for: a term, or two together. */
interface Feature {
  readonly weight: number;
  /** One for each segment. */
  readonly matches: readonly (Matches | null)[];
  readonly holding: number;
}

/** All forms of all wanted words in order: the postings to read. */
export function termsOf(question: Question): string[] {
  return question.wanted.flatMap((wanted) => wanted.forms);
}

/** Words of which no segment holds any form. `postings` are those of each segment, in the order of {@link termsOf}. */
export function unknownWords({ wanted }: Question, postings: readonly (readonly (Postings | null)[])[]): string[] {
  let term = 0;
  return wanted.flatMap(({ word, forms }) => {
    const [first, last] = [term, (term += forms.length)];
    return postings.some((ofSegment) => ofSegment.slice(first, last).some((list) => list !== null)) ? [] : [word];
  });
}

/** Lucene's idf: ln(1 + (N - df + 0.5) / (df + 0.5)). */
export function idf(chunks: number, holding: number): number {
  return Math.log(1 + (chunks - holding + 0.5) / (holding + 0.5));
}

/**
 * The best chunks for a question over exactly these segments. Counts and averages come from live, visible chunks alone, so that a
 * score reveals nothing about documents that the reader may not see.
 */
export function rank(
  question: Question,
  segments: readonly VisibleSegment[],
  limit: number,
  options: RankingOptions = RANKING,
): Ranking {
  const chunks = segments.reduce((sum, segment) => sum + segment.liveChunks, 0);
  if (chunks === 0) return { hits: [], weights: question.wanted.map(() => 0), possible: 0 };
  const length = segments.reduce((sum, segment) => sum + segment.liveLength, 0);

  const words = wordFeatures(question, segments);
  const weights = question.wanted.map(({ weight }, index) => {
    const holding = (words[index] ?? []).reduce((sum, form) => sum + form.holding, 0);
    return idf(chunks, Math.min(chunks, holding)) * weight;
  });
  const features = [...words.flat(), ...pairFeatures(question, segments, options)].filter((feature) => feature.holding > 0);

  const scorer = new Scorer(length / chunks, options);
  const best = new Best(limit);
  segments.forEach((segment, index) => {
    for (const { weight, matches, holding } of features) {
      const match = matches[index];
      if (match) scorer.add(segment, match, weight * idf(chunks, holding));
    }
    scorer.drain(segment, (chunk, score) => best.offer(index, chunk, score));
  });
  return { hits: best.ranked(), weights, possible: weights.reduce((sum, weight) => sum + weight, 0) };
}

function wordFeatures(question: Question, segments: readonly VisibleSegment[]): Feature[][] {
  let term = 0;
  return question.wanted.map(({ forms, weight }) =>
    forms.map(() => {
      const matches = segments.map((segment) => segment.postings[term] ?? null);
      term += 1;
      return { weight, matches, holding: holdingOf(matches, segments) };
    }),
  );
}

function pairFeatures(question: Question, segments: readonly VisibleSegment[], options: RankingOptions): Feature[] {
  if (options.pairWeight === 0) return [];
  const first: number[] = [];
  let count = 0;
  for (const { forms } of question.wanted) {
    first.push(count);
    count += forms.length;
  }
  const termsAt = (wanted: number): number[] =>
    (question.wanted[wanted]?.forms ?? []).map((_, form) => (first[wanted] ?? 0) + form);
  return question.pairs.flatMap(([left, right]) =>
    termsAt(left).flatMap((l) =>
      termsAt(right).map((r) => {
        const matches = segments.map(({ postings }) => (postings[l] && postings[r] ? together(postings[l], postings[r]) : null));
        return { weight: options.pairWeight, matches, holding: holdingOf(matches, segments) };
      }),
    ),
  );
}

function holdingOf(matches: readonly (Matches | null)[], segments: readonly VisibleSegment[]): number {
  return matches.reduce((sum, match, index) => {
    if (match === null) return sum;
    const live = segments[index]?.live ?? null;
    return sum + (live === null ? match.chunks.length : match.chunks.reduce((alive, chunk) => alive + (live[chunk] ?? 0), 0));
  }, 0);
}

/** Adds up scores chunk by chunk. The saturated frequency depends on count and length alone, so it is worked out once for each. */
class Scorer {
  readonly #saturation: Float64Array[];
  #scores = new Float64Array(0);
  #touched = new Uint32Array(0);
  #count = 0;

  constructor(
    private readonly averageLength: number,
    private readonly options: RankingOptions,
  ) {
    this.#saturation = Array.from({ length: options.frequencyCap + 1 }, () => new Float64Array(0));
  }

  add(segment: VisibleSegment, { chunks, counts }: Matches, weight: number): void {
    this.#makeRoom(segment);
    const { lengths, live } = segment;
    const cap = this.options.frequencyCap;
    const scores = this.#scores;
    const touched = this.#touched;
    for (let at = 0; at < chunks.length; at++) {
      const chunk = chunks[at] as number;
      if (live !== null && live[chunk] === 0) continue;
      const frequency = Math.min(cap, counts[at] as number);
      const before = scores[chunk] as number;
      if (before === 0) touched[this.#count++] = chunk;
      scores[chunk] = before + weight * ((this.#saturation[frequency] as Float64Array)[lengths[chunk] as number] as number);
    }
  }

  /** Hands over the scores of this segment in ascending order of chunks and forgets them. */
  drain(segment: VisibleSegment, take: (chunk: number, score: number) => void): void {
    const touched = this.#touched.subarray(0, this.#count);
    if (this.#count * 8 < segment.lengths.length) {
      for (const chunk of touched.sort()) take(chunk, this.#scores[chunk] as number);
    } else {
      for (let chunk = 0; chunk < segment.lengths.length; chunk++) {
        const score = this.#scores[chunk] as number;
        if (score > 0) take(chunk, score);
      }
    }
    for (const chunk of touched) this.#scores[chunk] = 0;
    this.#count = 0;
  }

  #makeRoom({ lengths }: VisibleSegment): void {
    if (this.#scores.length < lengths.length) {
      this.#scores = new Float64Array(lengths.length);
      this.#touched = new Uint32Array(lengths.length);
    }
    if (this.#count > 0) return;
    let longest = 0;
    for (const length of lengths) if (length > longest) longest = length;
    if ((this.#saturation[1]?.length ?? 0) > longest) return;
    const { k1, b } = this.options;
    this.#saturation.forEach((_, frequency) => {
      const table = new Float64Array(longest + 1);
      for (let length = 0; length <= longest; length++) {
        table[length] = (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * length) / this.averageLength));
      }
      this.#saturation[frequency] = table;
    });
  }
}
