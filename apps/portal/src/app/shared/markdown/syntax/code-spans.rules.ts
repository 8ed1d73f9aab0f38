import { plainCharacters } from './entities.rules.js';

/** A stretch of code of one colour; `kind` is empty for plain code. */
export interface CodeSpan {
  readonly kind: CodeKind;
  readonly text: string;
}

export type CodeKind = '' | 'keyword' | 'string' | 'number' | 'name' | 'comment' | 'added' | 'removed';

const kinds: Readonly<Record<string, CodeKind>> = {
  keyword: 'keyword',
  built_in: 'keyword',
  literal: 'keyword',
  'selector-tag': 'keyword',
  meta: 'keyword',
  string: 'string',
  regexp: 'string',
  link: 'string',
  symbol: 'string',
  number: 'number',
  comment: 'comment',
  quote: 'comment',
  doctag: 'comment',
  title: 'name',
  type: 'name',
  name: 'name',
  attr: 'name',
  attribute: 'name',
  property: 'name',
  section: 'name',
  'selector-class': 'name',
  'selector-id': 'name',
  addition: 'added',
  deletion: 'removed',
};

/**
 * Reads what the highlighter writes — escaped text and `<span class="hljs-…">` in each other, nothing else — as a flat list. The
 * innermost span that we have a colour for wins. Anything that looks different is text, never markup.
 */
export function spansOf(html: string): CodeSpan[] {
  const spans: CodeSpan[] = [];
  const open: CodeKind[] = [];
  for (const part of html.split(/(<span class="[\w -]*">|<\/span>)/)) {
    const start = /^<span class="hljs-([\w-]*)/.exec(part);
    if (start !== null) open.push(kinds[start[1]?.replace(/_$/, '') ?? ''] ?? open.at(-1) ?? '');
    else if (part.startsWith('<span ')) open.push(open.at(-1) ?? '');
    else if (part === '</span>') open.pop();
    else if (part !== '') add(spans, open.at(-1) ?? '', plainCharacters(part));
  }
  return spans;
}

function add(spans: CodeSpan[], kind: CodeKind, text: string): void {
  const last = spans.at(-1);
  if (last?.kind === kind) spans[spans.length - 1] = { kind, text: last.text + text };
  else spans.push({ kind, text });
}
