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

/** Runs that no line may break inside: a mark never stands at the start of a line, away from the word that it belongs to. */
export function keptTogether(parts: readonly TextPart[]): TextPart[][] {
  const runs: TextPart[][] = [];
  for (const part of parts) {
    const before = runs.at(-1);
    const last = before?.at(-1);
    if (!('mark' in part) || before === undefined || last === undefined) runs.push([part]);
    else if ('mark' in last) before.push(part);
    else {
      const word = /\S{1,24}$/.exec(last.text)?.[0] ?? '';
      const head = last.text.slice(0, last.text.length - word.length);
      runs.splice(-1, 1, ...(head === '' ? [] : [[{ text: head }]]), [...(word === '' ? [] : [{ text: word }]), part]);
    }
  }
  return runs;
}

/** The text without markup and marks, as it is read aloud or copied into a plain place. */
export function spokenText(markdown: string): string {
  return markdown
    .replaceAll(/```[^\n]*\n?/g, '')
    .replaceAll(/\s?\[\d{1,3}\](?!\()/g, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^ {0,3}(?:#{1,6}|>|[-*+]) +/gm, '')
    .replaceAll(/(\*\*|__|\*|`)(?=\S)(.+?)\1/g, '$2')
    .replaceAll(/^\s*\|?[\s:|-]+\|[\s:|-]*$/gm, '')
    .replaceAll('|', ' ')
    .trim();
}
