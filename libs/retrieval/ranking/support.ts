/** What a result says about how well its passages speak to the question, beside the words that a quote holds. */
export interface Signs {
  /** The best score by words, over that of a passage which holds every word of the question once; at most 1. */
  readonly wordShare: number;
  /** The similarity of the passage that is nearest in meaning; null where nothing was compared. */
  readonly similarity: number | null;
  /** How many passages were searched: among many, one with some of the words is found by chance. */
  readonly passages: number;
}

/** Fitted to one half of the questions in `test/collections`, of those about the shipped text, and of CACM's; reported on the other (ADR 0020). */
const CONSTANT = -2.85;
const COVERAGE = 0.9;
const WORD_SHARE = 7.1;
const TENFOLD = -0.7;
const SIMILARITY = 6;
/** A passage that near says neither yes nor no. */
const INDIFFERENT_SIMILARITY = 0.35;
const MOST_BY_MEANING = 1.5;

/** How well a quote that holds this share of a question's words answers it, 0 to 1. Without any signs, the share itself. */
export function supportOf(coverage: number, signs: Signs | undefined): number {
  if (signs === undefined) return coverage;
  if (coverage === 0) return 0;
  const byMeaning = signs.similarity === null ? 0 : SIMILARITY * (signs.similarity - INDIFFERENT_SIMILARITY);
  const sum =
    CONSTANT +
    COVERAGE * coverage +
    WORD_SHARE * Math.min(1, signs.wordShare) +
    TENFOLD * Math.log10(Math.max(1, signs.passages)) +
    Math.max(-MOST_BY_MEANING, Math.min(MOST_BY_MEANING, byMeaning));
  return 1 / (1 + Math.exp(-sum));
}
