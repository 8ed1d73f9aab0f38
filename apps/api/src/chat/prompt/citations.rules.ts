import { marksOf, type PlacedMark } from '#contracts/chat/citation-marks.js';
import type { Citation } from '#contracts/rag.js';
import { sourceId, sourceIndex } from '#retrieval/citations.js';

/** The marks of a request with this many passages. */
export function knownMarks(passages: number): ReadonlySet<string> {
  return new Set(Array.from({ length: passages }, (_, index) => sourceId(index)));
}

/**
 * The model writes `[S3]`, the reader sees `[3]`: the third passage of the prompt. Numbers are not reassigned by first
 * appearance, so a continued answer needs only the same passages for its marks to keep their meaning.
 */
export function shownMark(id: string): string {
  return `[${markOf(id)}]`;
}

export function markOf(id: string): number {
  return (sourceIndex(id) ?? 0) + 1;
}

/** Ids such as S1 that a text has in round or lenticular brackets: a vertebra, a paragraph, a seat. An answer may repeat them as they are. */
export function idsAsText(texts: readonly string[]): ReadonlySet<string> {
  return new Set(
    texts.flatMap((text) => (text.match(/[(【][S\d,;\s]{2,60}[)】]/gu) ?? []).flatMap((group) => group.match(/S\d+/gu) ?? [])),
  );
}

/**
 * The marks in the beginning of a continued answer. A process that died may not have stored their positions: then the numbers of
 * its passages are taken for marks.
 */
export function marksBegun(begun: string, citations: readonly Citation[], passages: number): readonly PlacedMark[] {
  if (begun === '' || citations.length > 0) return marksOf(begun, citations);
  return marksOf(
    begun,
    Array.from({ length: passages }, (_, index) => ({ mark: index + 1 })),
  );
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
