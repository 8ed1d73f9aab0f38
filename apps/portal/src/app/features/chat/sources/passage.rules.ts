import type { Citation, Passage } from '#contracts/rag.js';

/** A passage with the quote in it. `quote` is null if the document has changed so that the place no longer holds it. */
export interface PassageInPlace {
  readonly text: string;
  readonly quote: { readonly markdown: string; readonly share: number } | null;
}

/** Offsets count in the stored document, in UTF-16 code units, as JavaScript strings do. */
export function inPlace(
  passage: Pick<Passage, 'text' | 'start'>,
  citation: Pick<Citation, 'start' | 'end' | 'verdict'>,
): PassageInPlace {
  const from = citation.start - passage.start;
  const to = citation.end - passage.start;
  const { text } = passage;
  if (citation.verdict === 'unverified' || from < 0 || to > text.length || to <= from) return { text, quote: null };
  return { text, quote: { markdown: text.slice(from, to), share: from / text.length } };
}

/** The text around a passage, fit to be read: with an ellipsis only where something was left out. */
export function surroundings(passage: Pick<Passage, 'before' | 'after' | 'start'>): {
  readonly before: string;
  readonly after: string;
} {
  const before = inParagraphs(passage.before);
  const isCut = passage.start > passage.before.length;
  return { before: before !== '' && isCut ? `… ${before}` : before, after: inParagraphs(passage.after) };
}

function inParagraphs(text: string): string {
  return text.replaceAll(/\n{3,}/g, '\n\n').trim();
}
