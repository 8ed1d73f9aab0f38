import { withoutNearDuplicates } from './near-duplicates.js';
import { estimatedTokens } from '../text/token-estimate.js';

/** A chunk that was found, with what is needed to choose among the found. */
export interface Candidate {
  readonly documentId: string;
  /** Its number in the document. */
  readonly ordinal: number;
  readonly heading: string;
  readonly text: string;
  /** Place in the document's text. */
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

export interface SelectionLimits {
  readonly limit: number;
  /** More passages than this from one document only where other documents leave places free. */
  readonly perDocument: number;
  /** Estimated tokens of all chosen texts together. */
  readonly tokenBudget: number;
}

/** Neighbours are joined up to this many tokens (estimated): about two passages of the largest usual size. */
const MOST_JOINED_TOKENS = 800;
/** A passage below this share of the best score is no reason to hold a better one of another document back. */
const COMPETING_SHARE = 0.5;

/**
 * Chooses from the candidates: no near-duplicates, neighbours under one heading joined to one passage, few from one document while others
 * compete with it, all within the budget; best first. A joined passage keeps the identity and score of its best part.
 */
export function select<Item extends Candidate>(ranked: readonly Item[], limits: SelectionLimits): Item[] {
  const passages = joined(withoutNearDuplicates(ranked));
  const chosen = new Set<Item>();
  let tokens = 0;
  for (const item of byTurns(passages, limits.perDocument)) {
    if (chosen.size >= limits.limit) break;
    const size = estimatedTokens(item.text);
    if (tokens + size > limits.tokenBudget) continue;
    tokens += size;
    chosen.add(item);
  }
  return passages.filter((item) => chosen.has(item));
}

/**
 * The order in which candidates get places: for each document its best few, as far as they come near the best of all; then the others.
 * So one long document can fill a result, and cannot crowd out others that match as well.
 */
export function byTurns<Item extends Pick<Candidate, 'documentId' | 'score'>>(
  ranked: readonly Item[],
  perDocument: number,
): Item[] {
  const competing = (ranked[0]?.score ?? 0) * COMPETING_SHARE;
  const taken = new Map<string, number>();
  const first: Item[] = [];
  const held: Item[] = [];
  for (const item of ranked) {
    const count = (taken.get(item.documentId) ?? 0) + 1;
    taken.set(item.documentId, count);
    (count <= perDocument && item.score >= competing ? first : held).push(item);
  }
  return [...first, ...held];
}

function joined<Item extends Candidate>(ranked: readonly Item[]): Item[] {
  const gone = new Set<Item>();
  const passages: Item[] = [];
  for (const item of ranked) {
    if (gone.has(item)) continue;
    const parts = [item];
    let tokens = estimatedTokens(item.text);
    const grow = (ordinal: number, place: 'before' | 'after'): void => {
      const next = ranked.find(
        (other) =>
          other.ordinal === ordinal &&
          other.documentId === item.documentId &&
          other.heading === item.heading &&
          !gone.has(other) &&
          other !== item,
      );
      if (next === undefined || tokens + estimatedTokens(next.text) > MOST_JOINED_TOKENS) return;
      tokens += estimatedTokens(next.text);
      gone.add(next);
      if (place === 'before') parts.unshift(next);
      else parts.push(next);
      grow(ordinal + (place === 'before' ? -1 : 1), place);
    };
    gone.add(item);
    grow(item.ordinal - 1, 'before');
    grow(item.ordinal + 1, 'after');
    passages.push(
      parts.length === 1
        ? item
        : { ...item, start: parts[0]?.start ?? item.start, end: parts.at(-1)?.end ?? item.end, text: textOf(parts) },
    );
  }
  return passages;
}

/** Between chunks under one heading there is only white space; line breaks of the same length keep every position exact. */
function textOf(parts: readonly Candidate[]): string {
  return parts.reduce((text, part, at) => {
    const before = parts[at - 1];
    return before === undefined ? part.text : text + '\n'.repeat(part.start - before.end) + part.text;
  }, '');
}
