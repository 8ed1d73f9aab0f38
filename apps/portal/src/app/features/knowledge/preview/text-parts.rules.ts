import type { DocumentContent } from '#contracts/rag.js';

/** Code units of a part that is shown at once: what is out of sight is not laid out, so that long documents scroll. */
const partLength = 4_000;

export interface TextRun {
  readonly text: string;
  /** Whether it belongs to the passage that is looked for. */
  readonly isMarked: boolean;
}

/** A stretch of the text between two places where something begins: a page, a heading, or simply more. */
export interface TextPart {
  readonly start: number;
  /** The page that begins here; null where none does. */
  readonly page: number | null;
  readonly heading: { readonly level: number; readonly title: string; readonly id: string } | null;
  readonly runs: readonly TextRun[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text of a document cut where its pages and headings begin, with one passage marked. Offsets count UTF-16 code units. */
export function textParts(
  { text, pages, headings }: Pick<DocumentContent, 'text' | 'pages' | 'headings'>,
  marked: Span | null,
): readonly TextPart[] {
  const pageAt = new Map(pages.map(({ number, start }) => [start, number]));
  const headingAt = new Map(headings.map(({ start, level, title }) => [start, { level, title, id: headingId(start) }]));
  const cuts = [...new Set([0, ...pageAt.keys(), ...headingAt.keys()])].filter((at) => at < text.length).sort((a, b) => a - b);
  return cuts.flatMap((start, index) =>
    pieces(text, start, cuts[index + 1] ?? text.length).map((piece) => ({
      start: piece.start,
      page: pageAt.get(piece.start) ?? null,
      heading: headingAt.get(piece.start) ?? null,
      runs: runsOf(text, piece, marked),
    })),
  );
}

export function headingId(start: number): string {
  return `at-${String(start)}`;
}

/** Long stretches are cut at the end of a line. */
function pieces(text: string, start: number, end: number): readonly Span[] {
  const found: Span[] = [];
  let from = start;
  while (end - from > partLength) {
    const line = text.indexOf('\n', from + partLength);
    if (line === -1 || line + 1 >= end) break;
    found.push({ start: from, end: line + 1 });
    from = line + 1;
  }
  return from < end || found.length === 0 ? [...found, { start: from, end }] : found;
}

function runsOf(text: string, { start, end }: Span, marked: Span | null): readonly TextRun[] {
  const from = Math.min(end, Math.max(start, marked?.start ?? end));
  const to = Math.min(end, Math.max(from, marked?.end ?? from));
  const shownEnd = start + text.slice(start, end).trimEnd().length; // the space below is that of the page
  return [
    { text: text.slice(start, Math.min(from, shownEnd)), isMarked: false },
    { text: text.slice(from, Math.min(to, shownEnd)), isMarked: true },
    { text: text.slice(to, Math.max(to, shownEnd)), isMarked: false },
  ].filter((run) => run.text !== '');
}
