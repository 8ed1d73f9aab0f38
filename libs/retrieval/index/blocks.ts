import type { Span } from '../text/sentences.js';

/** How a text is marked up. Anything else has been turned into one of these before it comes here. */
export type TextFormat = 'markdown' | 'plain';

export type Block =
  | (Span & { readonly kind: 'heading'; readonly level: number; readonly title: string })
  /** `item`: one point of a list. `row`: a line of a table. `code`: a fenced or indented block, fences included. */
  | (Span & { readonly kind: 'paragraph' | 'item' | 'row' | 'code' });

interface Line extends Span {
  readonly text: string;
}

const HEADING = /^ {0,3}(#{1,6})(?=[ \t]|$)/u;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/u;
const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
const ITEM = /^\s{0,12}(?:[-*+•]|\d{1,9}[.)])\s+\S/u;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/u;
const COMMENT = /^\s*<!--/u;
const INDENTED_CODE = /^(?: {4}|\t)/u;
const LONGEST_TITLE = 300;

/** Splits a text into blocks in reading order. Every block is a stretch of whole lines; rules and comments are left out. */
export function blocks(text: string, format: TextFormat): Block[] {
  const lines = linesOf(text);
  return format === 'markdown' ? markdownBlocks(lines) : plainBlocks(lines);
}

function plainBlocks(lines: readonly Line[]): Block[] {
  const found: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const length = runLength(lines, at, (line) => line.text.trim() !== '');
    if (length > 0) found.push({ kind: 'paragraph', ...spanOf(lines, at, length) });
    at += Math.max(1, length);
  }
  return found;
}

function markdownBlocks(lines: readonly Line[]): Block[] {
  const found: Block[] = [];
  let at = frontMatterLength(lines);
  while (at < lines.length) {
    const { block, length } = blockAt(lines, at, found.at(-1));
    if (block !== null) found.push(block);
    at += length;
  }
  return found;
}

function blockAt(lines: readonly Line[], at: number, before: Block | undefined): { block: Block | null; length: number } {
  const line = lines[at]?.text ?? '';
  if (line.trim() === '') return { block: null, length: 1 };

  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) return withLength('code', lines, at, fencedLength(lines, at, fence));

  const heading = HEADING.exec(line);
  if (heading)
    return {
      block: {
        kind: 'heading',
        level: heading[1]?.length ?? 1,
        title: plainTitle(line.slice(heading[0].length)),
        ...spanOf(lines, at, 1),
      },
      length: 1,
    };

  const underline = UNDERLINE.exec(lines[at + 1]?.text ?? '')?.[1];
  if (underline !== undefined && startsParagraph(line)) {
    return {
      block: { kind: 'heading', level: underline.startsWith('=') ? 1 : 2, title: plainTitle(line), ...spanOf(lines, at, 2) },
      length: 2,
    };
  }
  if (RULE.test(line)) return { block: null, length: 1 };
  const comment = COMMENT.test(line) ? commentLength(lines, at) : 0;
  if (comment > 0) return { block: null, length: comment };
  if (isTableRow(line)) return withLength('row', lines, at, 1);
  if (ITEM.test(line)) return withLength('item', lines, at, 1 + runLength(lines, at + 1, continuesText));
  if (INDENTED_CODE.test(line) && before?.kind !== 'item') {
    return withLength(
      'code',
      lines,
      at,
      runLength(lines, at, (next) => INDENTED_CODE.test(next.text)),
    );
  }
  return withLength('paragraph', lines, at, 1 + runLength(lines, at + 1, continuesText));
}

function withLength(
  kind: 'paragraph' | 'item' | 'row' | 'code',
  lines: readonly Line[],
  at: number,
  length: number,
): { block: Block; length: number } {
  return { block: { kind, ...spanOf(lines, at, length) }, length };
}

/** YAML at the top of a file (`---` … `---`) describes it and is no part of its text. */
function frontMatterLength(lines: readonly Line[]): number {
  if (lines[0]?.text.trim() !== '---') return 0;
  const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/u.test(line.text));
  const inside = lines.slice(1, end);
  return end > 0 && inside.every((line) => line.text.trim() === '' || /^[\w-]+\s*:|^\s+|^#|^- /u.test(line.text)) ? end + 1 : 0;
}

function fencedLength(lines: readonly Line[], at: number, fence: string): number {
  const closes = new RegExp(`^ {0,3}${fence.charAt(0)}{${fence.length},}\\s*$`, 'u');
  const end = lines.findIndex((line, index) => index > at && closes.test(line.text));
  return (end < 0 ? lines.length - 1 : end) - at + 1;
}

/** 0 for a comment without end, which is read as text: nothing may get lost. */
function commentLength(lines: readonly Line[], at: number): number {
  const end = lines.findIndex((line, index) => index >= at && line.text.includes('-->'));
  return end < 0 ? 0 : end - at + 1;
}

function isTableRow(line: string): boolean {
  const inner = line.trim();
  return inner.length > 1 && inner.startsWith('|') && inner.endsWith('|');
}

const startsParagraph = (line: string): boolean =>
  !ITEM.test(line) && !isTableRow(line) && !INDENTED_CODE.test(line) && !RULE.test(line);

function continuesText({ text }: Line): boolean {
  return (
    text.trim() !== '' &&
    !HEADING.test(text) &&
    !FENCE.test(text) &&
    !ITEM.test(text) &&
    !isTableRow(text) &&
    !RULE.test(text) &&
    !COMMENT.test(text)
  );
}

/** A heading's words without the marks around them. */
function plainTitle(marked: string): string {
  return marked
    .trim()
    .slice(0, LONGEST_TITLE)
    .replace(/(?:^|[ \t])#+$/u, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/[*_`]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

function runLength(lines: readonly Line[], from: number, fits: (line: Line) => boolean): number {
  let length = 0;
  for (let line = lines[from]; line !== undefined && fits(line); line = lines[from + length]) length += 1;
  return length;
}

function spanOf(lines: readonly Line[], at: number, length: number): Span {
  return { start: lines[at]?.start ?? 0, end: lines[at + length - 1]?.end ?? 0 };
}

function linesOf(text: string): Line[] {
  const found: Line[] = [];
  for (const match of text.matchAll(/[^\n]*(?:\n|$)/gu)) {
    if (match[0] === '' && match.index >= text.length) break;
    const content = match[0].replace(/\r?\n$/u, '');
    found.push({ text: content, start: match.index, end: match.index + content.length });
  }
  return found;
}
