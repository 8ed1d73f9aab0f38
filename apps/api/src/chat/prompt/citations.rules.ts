import type { Citation } from '#contracts/rag.js';
import { sourceId, sourceIndex } from '#retrieval/citations.js';

/** The marks of a request with this many passages. */
export function knownMarks(passages: number): ReadonlySet<string> {
  return new Set(Array.from({ length: passages }, (_, index) => sourceId(index)));
}

/**
 * The model says `[S3]`, the reader sees `[3]`: the third passage that the model was given. Numbers are not dealt out anew by first
 * appearance, so a continued answer needs nothing but the same passages for its marks to keep their meaning.
 */
export function shownMark(id: string): string {
  return `[${(sourceIndex(id) ?? 0) + 1}]`;
}

/** Of the citations of all passages, those whose mark the answer carries. */
export function citedIn(answer: string, citations: readonly Citation[]): Citation[] {
  const marks = new Set([...answer.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number)));
  return citations.filter((citation) => marks.has(citation.mark));
}

/**
 * The passages that an earlier part of an answer was written from, in the order of its marks, picked from those found now. Null when
 * one is missing or has changed: then its marks can no longer be vouched for.
 */
export function samePassages<Passage extends { readonly chunkId: string; readonly contentHash: string }>(
  found: readonly Passage[],
  earlier: readonly { readonly chunkId: string; readonly contentHash: string }[],
): Passage[] | null {
  const same = earlier.map(({ chunkId, contentHash }) => {
    return found.find((passage) => passage.chunkId === chunkId && passage.contentHash === contentHash);
  });
  return same.every((passage) => passage !== undefined) ? same : null;
}
