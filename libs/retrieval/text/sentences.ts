/** A piece of a text by its place (UTF-16 offsets). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const ABBREVIATED =
  /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|approx|resp|no|nos|art|arts|sec|fig|dr|mr|mrs|ms|prof|st|inc|ltd|z\.B|d\.h|u\.a|bzw|ca|nr|abs|[A-Z])\.\s*$/iu;
const SINGLE_BREAK = /(?<!\n)\r?\n(?![^\S\n]*\n)/gu;

/**
 * The sentences of a text without the white space around them (Unicode Standard Annex 29, with common abbreviations kept together).
 * A single line break does not end a sentence: text is often wrapped.
 */
export function sentences(text: string): Span[] {
  const unwrapped = text.replace(SINGLE_BREAK, (found) => ' '.repeat(found.length));
  const found: Span[] = [];
  let from = 0;
  for (const { segment, index } of segmenter.segment(unwrapped)) {
    const to = index + segment.length;
    if (ABBREVIATED.test(unwrapped.slice(from, to))) continue;
    push(found, text, from, to);
    from = to;
  }
  push(found, text, from, text.length);
  return found;
}

function push(spans: Span[], text: string, from: number, to: number): void {
  const span = trimmed(text, { start: from, end: to });
  if (span.end > span.start) spans.push(span);
}

/** The same span without white space at its ends. */
export function trimmed(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end);
  const from = start + (inner.length - inner.trimStart().length);
  return { start: from, end: Math.max(from, start + inner.trimEnd().length) };
}
