import mammoth from 'mammoth';
import readExcelFile from 'read-excel-file/node';
import { visibleText } from '#retrieval/text/visible-text.js';
import { Refusal, type PageSpan, type Parser } from '../parsed-document.js';
import { openArchive, repacked, textOf } from './archive.js';
import { markupText, tableText } from './markup.js';

const isMarkup = (name: string): boolean => /\.(xml|rels)$/i.test(name);

/** Word: headings, lists and tables by their styles. Page breaks are the reader's affair in this format, so there are no pages. */
export const parseDocx: Parser = async ({ bytes }, limits) => {
  const parts = openArchive(bytes, limits, isMarkup);
  const { value } = await damageRefused(() =>
    mammoth.convertToHtml(
      { buffer: Buffer.from(repacked(parts)) },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), externalFileAccess: false },
    ),
  );
  const title = coreTitle(textOf(parts['docProps/core.xml']));
  return { title, format: 'markdown', text: visibleText(markupText(value, limits).text), pages: [], isRecognised: false };
};

/** Excel: each sheet under its name, as a table that its first row heads. */
export const parseXlsx: Parser = async ({ bytes }, limits) => {
  const parts = openArchive(bytes, limits, isMarkup);
  const sheets = await damageRefused(() => readExcelFile(Buffer.from(repacked(parts))));
  const text = sheets.map(({ sheet, data }) => `## ${sheet}\n\n${tableText(data.map((row) => row.map(cellText)))}`).join('\n\n');
  const title = coreTitle(textOf(parts['docProps/core.xml']));
  return { title, format: 'markdown', text: visibleText(text), pages: [], isRecognised: false };
};

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(value as string | number | boolean);
}

/** PowerPoint: a page a slide, with its notes. */
export const parsePptx: Parser = async ({ bytes }, limits, onPage) => {
  const parts = openArchive(bytes, limits, isMarkup);
  const slides = slidePaths(parts);
  if (slides.length === 0) throw new Refusal('document-damaged');
  if (slides.length > limits.pages) throw new Refusal('too-many-pages');
  let text = '';
  const pages: PageSpan[] = [];
  slides.forEach((path, index) => {
    const start = text.length;
    const { title, lines } = slideText(textOf(parts[path]));
    const notes = slideText(notesOf(parts, path)).lines;
    const written = [`## ${title ?? `Slide ${index + 1}`}`, ...lines, ...(notes.length > 0 ? ['Notes:', ...notes] : [])];
    text += `${visibleText(written.join('\n\n'))}\n\n`;
    pages.push({ number: index + 1, start, end: text.length });
    onPage(index + 1, slides.length);
  });
  const title = coreTitle(textOf(parts['docProps/core.xml']));
  return Promise.resolve({ title, format: 'markdown', text, pages, isRecognised: false });
};

type Parts = Readonly<Record<string, Uint8Array>>;

/** In the order of the presentation, which is not that of their names. */
function slidePaths(parts: Parts): string[] {
  const targets = relations(textOf(parts['ppt/_rels/presentation.xml.rels']), 'ppt');
  const listed = [...textOf(parts['ppt/presentation.xml']).matchAll(/<p:sldId\s[^>]*r:id="([^"]+)"/g)].map(([, id]) =>
    targets.get(id!),
  );
  return listed.filter((path): path is string => path !== undefined && parts[path] !== undefined);
}

function notesOf(parts: Parts, slide: string): string {
  const [, name] = /([^/]+)$/.exec(slide) ?? [];
  const targets = relations(textOf(parts[`ppt/slides/_rels/${name}.rels`]), 'ppt/slides');
  const path = [...targets.values()].find((target) => target.includes('notesSlide'));
  return path === undefined ? '' : textOf(parts[path]);
}

/** Paths in the archive by the ids of their relations. */
function relations(xml: string, base: string): Map<string, string> {
  return new Map(
    [...xml.matchAll(/<Relationship\s[^>]*>/g)].flatMap(([tag]) => {
      const [id, target] = [attribute(tag, 'Id'), attribute(tag, 'Target')];
      return id === null || target === null ? [] : [[id, resolved(base, target)] as const];
    }),
  );
}

function resolved(base: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = base.split('/');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null;
}

/** Paragraphs of a slide; its title is the one in the placeholder for it. */
function slideText(xml: string): { readonly title: string | null; readonly lines: string[] } {
  let title: string | null = null;
  const lines: string[] = [];
  for (const [shape] of xml.matchAll(/<p:(sp|graphicFrame)>[\s\S]*?<\/p:\1>/g)) {
    if (/<p:ph[^>]*type="(sldNum|dt|ftr)"/.test(shape)) continue;
    const found = shape.includes('<a:tbl>') ? [tableText(tableRows(shape))] : paragraphs(shape);
    if (title === null && /<p:ph[^>]*type="(title|ctrTitle)"/.test(shape)) title = found.join(' ') || null;
    else lines.push(...found);
  }
  return { title, lines };
}

function paragraphs(xml: string): string[] {
  return [...xml.matchAll(/<a:p[\s>][\s\S]*?<\/a:p>/g)].map(([paragraph]) => runs(paragraph)).filter((line) => line !== '');
}

function tableRows(xml: string): string[][] {
  return [...xml.matchAll(/<a:tr[\s>][\s\S]*?<\/a:tr>/g)].map(([row]) =>
    [...row.matchAll(/<a:tc[\s>][\s\S]*?<\/a:tc>/g)].map(([cell]) => paragraphs(cell).join(' ')),
  );
}

function runs(xml: string): string {
  return [...xml.matchAll(/<a:t>([^<]*)<\/a:t>|<a:br\s*\/>/g)]
    .map(([, text]) => (text === undefined ? ' ' : unescaped(text)))
    .join('')
    .trim();
}

function coreTitle(xml: string): string | null {
  const title = unescaped(/<dc:title>([^<]*)<\/dc:title>/.exec(xml)?.[1] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return title === '' ? null : title;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

async function damageRefused<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw new Refusal('document-damaged', { cause });
  }
}
