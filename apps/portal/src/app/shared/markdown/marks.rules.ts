/** A stretch of text, or the mark of a citation in it. */
export type TextPart = { readonly text: string } | { readonly mark: number };

/** Cuts `[1]` out of a text where a citation with that mark exists; other brackets are text. */
export function withMarks(text: string, marks: ReadonlySet<number>): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(/\s?\[(\d{1,3})\]/g)) {
    const mark = Number(found[1]);
    if (!marks.has(mark)) continue;
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    parts.push({ mark });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** The text without markup and marks, as it is read aloud or copied into a plain place. */
export function spokenText(markdown: string): string {
  return markdown
    .replaceAll(/```[^\n]*\n?/g, '')
    .replaceAll(/\s?\[\d{1,3}\](?!\()/g, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\s{0,3}(?:#{1,6}|>|[-*+])\s+/gm, '')
    .replaceAll(/(\*\*|__|\*|`)(?=\S)(.+?)\1/g, '$2')
    .replaceAll(/^\s*\|?[\s:|-]+\|[\s:|-]*$/gm, '')
    .replaceAll('|', ' ')
    .trim();
}
