import { marksOf, withMarksAs, withoutMarks } from '#contracts/chat/citation-marks.js';
import type { Citation } from '#contracts/rag.js';
import { shownText } from '#contracts/shown-text.js';

/** A stretch of text, or the mark of a citation in it. */
export type TextPart = { readonly text: string } | { readonly mark: number };

/**
 * How a mark is written in a text that Markdown is about to read: between brackets that mean nothing to it, around a character that is no
 * character, so that no text can hold one by itself.
 */
const SIGN = /\s?⸨\ufdd0(\d{1,4})\ufdd0⸩/gu;

/** The text with its citation marks as signs: Markdown would make link definitions, links or notes of `[1]`. */
export function withSigns(content: string, citations: readonly Pick<Citation, 'mark' | 'places'>[]): string {
  // As long as before, so that the places still hold.
  const text = content.replaceAll('\ufdd0', '\ufffd');
  return withMarksAs(text, marksOf(text, citations), (mark, at) => {
    // A space keeps a web address from taking the mark along; it is not shown.
    return `${at === 0 || /\s$/.test(text.slice(0, at)) ? '' : ' '}⸨\ufdd0${String(mark)}\ufdd0⸩`;
  });
}

/** The text as it was before, for what is shown as it was written: code, pictures, markup that is not made. */
export function withoutSigns(text: string): string {
  return text.replaceAll(SIGN, '[$1]');
}

/** Cuts the signs out of a text. */
export function withMarks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(SIGN)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    parts.push({ mark: Number(found[1]) });
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
export function spokenText(content: string, citations: readonly Pick<Citation, 'mark' | 'places'>[] = []): string {
  return shownText(withoutMarks(content, marksOf(content, citations)))
    .replaceAll(/```[^\n]*\n?/g, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^ {0,3}(?:#{1,6}|>|[-*+]) +/gm, '')
    .replaceAll(/(\*\*|__|\*|`)(?=\S)(.+?)\1/g, '$2')
    .replaceAll(/^\s*\|?[\s:|-]+\|[\s:|-]*$/gm, '')
    .replaceAll('|', ' ')
    .trim();
}
