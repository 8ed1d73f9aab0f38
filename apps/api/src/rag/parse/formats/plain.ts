import { decodeText } from '#platform/text/decode.js';
import { visibleText } from '#retrieval/text/visible-text.js';
import { Refusal, type Parser, type SourceFile } from '../parsed-document.js';
import { separatorOf } from '../sniff.rules.js';
import { markupText, tableText } from './markup.js';

/** The text of a file in whatever encoding it is. */
export function decoded({ bytes }: SourceFile): string {
  const found = decodeText(bytes) ?? declaredEncoding(bytes);
  if (found === null) throw new Refusal(bytes.includes(0) ? 'unknown-file-type' : 'encoding-unknown');
  return found.text;
}

const whole = (text: string, format: 'markdown' | 'plain', title: string | null = null) =>
  Promise.resolve({ title, format, text, pages: [], isRecognised: false });

export const parseText: Parser = (file) => whole(visibleText(decoded(file)), 'plain');
export const parseMarkdown: Parser = (file) => whole(visibleText(decoded(file)), 'markdown');

export const parseHtml: Parser = (file, limits) => {
  const { title, text } = markupText(decoded(file), limits);
  return whole(visibleText(text), 'markdown', title);
};

/** Rows of a table whose first row heads it. */
export const parseCsv: Parser = (file) => {
  const text = visibleText(decoded(file));
  return whole(tableText(cells(text, separatorOf(text) ?? ',')), 'markdown');
};

/** RFC 4180, with any separator. */
export function cells(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator || sign === '\n') {
      rows.at(-1)!.push(cell.replace(/\r$/, ''));
      cell = '';
      if (sign === '\n') rows.push([]);
    } else cell += sign;
  }
  rows.at(-1)!.push(cell);
  return rows;
}

/** What a page or a mail says of its own encoding, among its first bytes. */
function declaredEncoding(bytes: Uint8Array): { readonly text: string } | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const [, label] = /charset\s*=\s*["']?([a-z0-9_-]+)/i.exec(head) ?? [];
  if (label === undefined) return null;
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes) };
  } catch {
    return null;
  }
}
