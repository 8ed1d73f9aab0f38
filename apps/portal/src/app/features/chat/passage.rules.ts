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
