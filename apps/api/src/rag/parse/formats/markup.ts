import type { AnyNode, Element } from 'domhandler';
import { load } from 'cheerio';
import { Refusal, type ParseLimits } from '../parsed-document.js';

/** What nobody sees on a page, or what is no text. */
const unseen =
  'script, style, noscript, template, svg, canvas, iframe, object, embed, audio, video, head, [hidden], [aria-hidden="true"], input, select, button, textarea';
const unseenStyle =
  /(display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(px|pt|em|%)?\s*(;|$)|opacity\s*:\s*0(\.0+)?\s*(;|$))/i;
const blockTags = new Set(
  'address article aside blockquote dd details dialog div dl dt fieldset figcaption figure footer form header hr main nav ol p pre section table ul'.split(
    ' ',
  ),
);

export interface MarkupText {
  readonly title: string | null;
  /** Markdown: headings, lists and tables are kept. */
  readonly text: string;
}

/** The visible text of a web page as Markdown. Links are their words; images are left out. */
export function markupText(html: string, { depth }: Pick<ParseLimits, 'depth'>): MarkupText {
  checkNesting(html, depth * 4);
  const page = load(html);
  const title = page('title').first().text().replaceAll(/\s+/g, ' ').trim();
  page(unseen).remove();
  page('[style]').each((_, element) => {
    if (unseenStyle.test(element.attribs['style'] ?? '')) page(element).remove();
  });
  const writer = new Writer(depth);
  writer.children(page('body').get(0) ?? page.root().get(0)!, 0);
  return { title: title === '' ? null : title, text: writer.text() };
}

/** Elements that hold others and are always closed; what browsers close by themselves can't nest. */
const holding =
  /<(\/?)(div|span|section|article|main|table|ul|ol|dl|blockquote|font|b|i|u|em|strong|a|center|form|details|nav|header|footer)\b[^<>]*>/gi;

/** Parsers of HTML are slow where elements nest by the thousand, which no page does. */
function checkNesting(html: string, most: number): void {
  let open = 0;
  for (const [, closes] of html.matchAll(holding)) {
    open = closes === '/' ? Math.max(0, open - 1) : open + 1;
    if (open > most) throw new Refusal('nested-too-deeply');
  }
}

class Writer {
  private readonly parts: string[] = [];

  constructor(private readonly depth: number) {}

  text(): string {
    return this.parts
      .join('')
      .replaceAll(/[ \t]+\n/g, '\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim();
  }

  children(node: { readonly children: readonly AnyNode[] }, level: number): void {
    if (level > this.depth) throw new Refusal('nested-too-deeply');
    for (const child of node.children) this.node(child, level + 1);
  }

  private node(node: AnyNode, level: number): void {
    if (node.type === 'text') this.parts.push(escaped(node.data.replaceAll(/\s+/g, ' '), this.isLineStart));
    else if (node.type === 'tag') this.element(node, level);
  }

  private element(element: Element, level: number): void {
    const { name } = element;
    if (/^h[1-6]$/.test(name)) return this.block(`${'#'.repeat(Number(name[1]))} ${inlineText(element)}`);
    if (name === 'br') return void this.parts.push('\n');
    if (name === 'pre') return this.block('```\n' + rawText(element).replaceAll('```', '` ` `').trimEnd() + '\n```');
    if (name === 'table' && !hasTableInside(element)) return this.block(tableText(rowsOf(element)));
    if (name === 'li') {
      this.parts.push('\n- ');
      return this.children(element, level);
    }
    if (!blockTags.has(name)) return this.children(element, level);
    this.parts.push('\n\n');
    this.children(element, level);
    this.parts.push('\n\n');
  }

  private block(text: string): void {
    this.parts.push('\n\n', text, '\n\n');
  }

  private get isLineStart(): boolean {
    const last = this.parts.at(-1);
    return last === undefined || last.endsWith('\n');
  }
}

/** Text that would become a heading, a table or code by where it stands. */
function escaped(text: string, isLineStart: boolean): string {
  return isLineStart ? text.replace(/^\s*(#{1,6}\s|```|~~~|\|)/, (mark) => `\\${mark.trimStart()}`) : text;
}

function rawText(node: AnyNode): string {
  if (node.type === 'text') return node.data;
  return 'children' in node ? node.children.map(rawText).join('') : '';
}

function inlineText(node: AnyNode): string {
  return rawText(node).replaceAll(/\s+/g, ' ').trim();
}

function elementsIn(node: Element, name: string): Element[] {
  return node.children.flatMap((child) =>
    child.type === 'tag' ? (child.name === name ? [child, ...elementsIn(child, name)] : elementsIn(child, name)) : [],
  );
}

const hasTableInside = (table: Element): boolean => elementsIn(table, 'table').length > 0;

function rowsOf(table: Element): string[][] {
  return elementsIn(table, 'tr').map((row) =>
    row.children.flatMap((cell) => (cell.type === 'tag' && /^t[dh]$/.test(cell.name) ? [inlineText(cell)] : [])),
  );
}

/** Columns up to which short rows are filled up: beyond, many short rows under a wide head would grow without end. */
const mostPadded = 200;

/** Rows as a Markdown table; the first one heads it. */
export function tableText(rows: readonly (readonly string[])[]): string {
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  const [head, ...body] = filled;
  if (head === undefined) return '';
  const width = head.length > mostPadded ? 0 : head.length;
  const line = (row: readonly string[]): string =>
    `| ${Array.from({ length: Math.max(width, row.length) }, (_, at) => (row[at] ?? '').replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim()).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...body.map(line)].join('\n');
}
