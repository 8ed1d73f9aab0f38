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
  readonly perDocument: number;
  /** Estimated tokens of all chosen texts together. */
  readonly tokenBudget: number;
}

/**
 * Chooses from the candidates, best first: no near-duplicates, few from one document, neighbours under one heading joined to one passage,
 * all within the budget. A joined passage keeps the identity and score of its best part.
 */
export function select<Item extends Candidate>(ranked: readonly Item[], limits: SelectionLimits): Item[] {
  const chosen: Item[] = [];
  let tokens = 0;
  for (const item of joined(fewFromEach(withoutNearDuplicates(ranked), limits.perDocument))) {
    if (chosen.length >= limits.limit) break;
    const size = estimatedTokens(item.text);
    if (tokens + size > limits.tokenBudget) continue;
    tokens += size;
    chosen.push(item);
  }
  return chosen;
}

function fewFromEach<Item extends Candidate>(ranked: readonly Item[], most: number): Item[] {
  const taken = new Map<string, number>();
  return ranked.filter(({ documentId }) => {
    const count = (taken.get(documentId) ?? 0) + 1;
    taken.set(documentId, count);
    return count <= most;
  });
}

function joined<Item extends Candidate>(ranked: readonly Item[]): Item[] {
  const gone = new Set<Item>();
  const passages: Item[] = [];
  for (const item of ranked) {
    if (gone.has(item)) continue;
    const parts = [item];
    const grow = (ordinal: number, place: 'before' | 'after'): void => {
      const next = ranked.find(
        (other) =>
          other.ordinal === ordinal &&
          other.documentId === item.documentId &&
          other.heading === item.heading &&
          !gone.has(other) &&
          other !== item,
      );
      if (next === undefined) return;
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

/** Between chunks under one heading stands nothing but white space; line breaks of the same length keep every place exact. */
function textOf(parts: readonly Candidate[]): string {
  return parts.reduce((text, part, at) => {
    const before = parts[at - 1];
    return before === undefined ? part.text : text + '\n'.repeat(part.start - before.end) + part.text;
  }, '');
}
