import type { Citation } from '../rag.js';

/** A mark in the text of an answer: `[1]` for the citation 1, beginning at `at` (UTF-16 code units). */
export interface PlacedMark {
  readonly mark: number;
  readonly at: number;
}

type Cited = Pick<Citation, 'mark' | 'places'>;

/**
 * The marks of an answer, in the order of its text. Citations say where theirs stand, so no other `[1]` of a text is taken for one. Older
 * answers do not say so: there every number in brackets that a citation has is its mark, outside code.
 */
export function marksOf(content: string, citations: readonly Cited[]): PlacedMark[] {
  return citations
    .flatMap(({ mark, places }) => places?.map((at) => ({ mark, at })) ?? guessed(content, mark))
    .filter(({ mark, at }) => content.startsWith(shown(mark), at))
    .sort((one, other) => one.at - other.at);
}

/** The text with each of its marks written differently. */
export function withMarksAs(content: string, marks: readonly PlacedMark[], write: (mark: number, at: number) => string): string {
  let text = '';
  let from = 0;
  for (const { mark, at } of marks) {
    text += content.slice(from, at) + write(mark, at);
    from = at + shown(mark).length;
  }
  return text + content.slice(from);
}

/** The text without its marks and the spaces before them. */
export function withoutMarks(content: string, marks: readonly PlacedMark[]): string {
  let text = '';
  let from = 0;
  for (const { mark, at } of marks) {
    text += content.slice(from, at).replace(/ +$/u, '');
    from = at + shown(mark).length;
  }
  return text + content.slice(from);
}

function shown(mark: number): string {
  return `[${String(mark)}]`;
}

const CODE = /^( {0,3})(`{3,}|~{3,})[^\n]*\n[^]*?(?:^ {0,3}\2[^\n]*$|(?![^]))|(`+)(?!`)[^]*?(?<!`)\3(?!`)/gmu;

function guessed(content: string, mark: number): PlacedMark[] {
  const withoutCode = content.replace(CODE, (code) => ' '.repeat(code.length));
  return [...withoutCode.matchAll(/\[(\d{1,3})\]/gu)]
    .filter(([, number]) => Number(number) === mark)
    .map(({ index }) => ({ mark, at: index }));
}
