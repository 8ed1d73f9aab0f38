import type { Citation, Passage } from '#contracts/rag.js';

/** A passage cut at its quote. `quote` is empty if the document has changed so that the place no longer holds it. */
export interface PassageInPlace {
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

/** Offsets count in the stored document, in UTF-16 code units, as JavaScript strings do. */
export function inPlace(
  passage: Pick<Passage, 'text' | 'start'>,
  citation: Pick<Citation, 'start' | 'end' | 'verdict'>,
): PassageInPlace {
  const from = citation.start - passage.start;
  const to = citation.end - passage.start;
  if (citation.verdict === 'unverified' || from < 0 || to > passage.text.length || to <= from)
    return { before: passage.text, quote: '', after: '' };
  return { before: passage.text.slice(0, from), quote: passage.text.slice(from, to), after: passage.text.slice(to) };
}

/** The text around a passage, fit to be read: without the marks of headings, and with an ellipsis only where something was left out. */
export function surroundings(passage: Pick<Passage, 'before' | 'after' | 'start'>): {
  readonly before: string;
  readonly after: string;
} {
  const before = withoutHeadingMarks(passage.before);
  const isCut = passage.start > passage.before.length;
  return { before: before !== '' && isCut ? `… ${before}` : before, after: withoutHeadingMarks(passage.after) };
}

function withoutHeadingMarks(text: string): string {
  return text
    .replaceAll(/^#{1,6}[ \t]+/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
