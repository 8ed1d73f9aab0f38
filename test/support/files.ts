import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js';
import { strToU8, zipSync } from 'fflate';
import { deflateSync } from 'node:zlib';

/** Small files of every kind, made where they are needed. */

/** A PDF of pages with one line each; `more` are further objects, from number 10 on. */
export function aPdf(pages: readonly string[], { title, compressed }: { title?: string; compressed?: Buffer } = {}): Buffer {
  const objects: string[] = ['', '<</Type/Catalog/Pages 2 0 R>>', '', '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'];
  const kids = pages.map((line) => {
    const content = compressed ?? Buffer.from(`BT /F1 12 Tf 72 700 Td (${line.replaceAll(/[()\\]/g, '\\$&')}) Tj ET`, 'latin1');
    const filter = compressed ? '/Filter/FlateDecode' : '';
    objects.push(`<</Length ${content.length}${filter}>>stream\n${content.toString('latin1')}\nendstream`);
    const stream = objects.length - 1;
    objects.push(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents ${stream} 0 R>>`);
    return `${objects.length - 1} 0 R`;
  });
  objects[2] = `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages.length}>>`;
  objects.push(title === undefined ? '<<>>' : `<</Title(${title})>>`);
  return pdfOf(objects);
}

/** A PDF of these objects, from number 1 on; the last one is its information. */
export function pdfOf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.7\n';
  const offsets = objects.slice(1).map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer<</Size ${objects.length}/Root 1 0 R/Info ${objects.length - 1} 0 R>>`;
  return Buffer.from(
    `${text}xref\n0 ${objects.length}\n0000000000 65535 f \n${table}${trailer}\nstartxref\n${text.length}\n%%EOF`,
    'latin1',
  );
}

/** A PDF whose one page is a picture: grey pixels, a byte each. */
export function aScan(width: number, height: number, grey: Uint8Array): Buffer {
  const pixels = deflateSync(grey).toString('latin1');
  const content = `q ${width} 0 0 ${height} 0 0 cm /I Do Q`;
  return pdfOf([
    '',
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[5 0 R]/Count 1>>',
    `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length ${pixels.length}>>stream\n${pixels}\nendstream`,
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</XObject<</I 3 0 R>>>>/Contents 4 0 R>>`,
    '<<>>',
  ]);
}

export type Parts = Readonly<Record<string, string | Uint8Array>>;

export function aZip(parts: Parts, level: 0 | 9 = 9): Uint8Array {
  const entries = Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part] as const);
  return zipSync(Object.fromEntries(entries), { level });
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationsOf = (targets: Readonly<Record<string, readonly [type: string, target: string]>>): string =>
  `${head}<Relationships xmlns="${relations}">${Object.entries(targets)
    .map(([id, [type, target]]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;
const contentTypes = (main: string, type: string): string =>
  `${head}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`;
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const slide = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main';

/** @param body of the document, as WordprocessingML */
export function aDocx(body: string, more: Parts = {}, prolog = head): Uint8Array {
  return aZip({
    '[Content_Types].xml': contentTypes('word/document.xml', 'wordprocessingml.document'),
    '_rels/.rels': relationsOf({ r1: ['officeDocument', 'word/document.xml'] }),
    'word/document.xml': `${prolog}<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ...more,
  });
}

export const paragraph = (text: string, style?: string): string =>
  `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;

/** @param rows of the one sheet, as SpreadsheetML */
export function anXlsx(rows: string, name = 'Prices'): Uint8Array {
  return aZip({
    '[Content_Types].xml': contentTypes('xl/workbook.xml', 'spreadsheetml.sheet'),
    '_rels/.rels': relationsOf({ r1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': `${head}<workbook xmlns="${sheet}" xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsOf({ r1: ['worksheet', 'worksheets/sheet1.xml'] }),
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${sheet}"><sheetData>${rows}</sheetData></worksheet>`,
  });
}

export const cell = (place: string, text: string): string => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** Slides with a title and a line each, the last one first in the archive. */
export function aPptx(slides: readonly (readonly [title: string, line: string])[]): Uint8Array {
  const shape = (text: string, type = ''): string =>
    `<p:sp><p:nvSpPr><p:nvPr>${type && `<p:ph type="${type}"/>`}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
  const parts = slides.map(([title, line], at) => [
    `ppt/slides/slide${slides.length - at}.xml`,
    `${head}<p:sld xmlns:p="${slide}" xmlns:a="${drawing}"><p:cSld><p:spTree>${shape(title, 'title')}${shape(line)}</p:spTree></p:cSld></p:sld>`,
  ]);
  const targets = slides.map((_, at) => [`r${at + 1}`, ['slide', `slides/slide${slides.length - at}.xml`]] as const);
  return aZip({
    '[Content_Types].xml': contentTypes('ppt/presentation.xml', 'presentationml.presentation'),
    '_rels/.rels': relationsOf({ r1: ['officeDocument', 'ppt/presentation.xml'] }),
    'ppt/presentation.xml': `${head}<p:presentation xmlns:p="${slide}" xmlns:r="${office}"><p:sldIdLst>${slides
      .map((_, at) => `<p:sldId id="${256 + at}" r:id="r${at + 1}"/>`)
      .join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationsOf(Object.fromEntries(targets)),
    ...(Object.fromEntries(parts) as Parts),
  });
}

/** An Outlook message. */
export function anMsg({ subject, sender, body }: { subject: string; sender: string; body: string }): Uint8Array {
  const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'utf16le'));
  const streams = {
    '__properties_version1.0': new Uint8Array(32),
    '__substg1.0_0037001F': text(subject),
    '__substg1.0_0C1A001F': text(sender),
    '__substg1.0_1000001F': text(body),
  };
  const entries = Object.entries(streams).map(([name, data]) => ({
    name,
    type: TypeEnum.DOCUMENT,
    binaryProvider: () => data,
    length: data.length,
  }));
  const children = entries.map((_, at) => at + 1);
  return burn([{ name: 'Root Entry', type: TypeEnum.ROOT, length: 0, children }, ...entries]);
}

/** A PNG that says how large it is, and nothing more. */
export function aPngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(33);
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.set([8, 0], 24);
  return header;
}

const letters: Readonly<Record<string, readonly string[]>> = {
  A: ['01110', '10001', '10001', '11111', '10001', '10001', '10001'],
  C: ['01111', '10000', '10000', '10000', '10000', '10000', '01111'],
  E: ['11111', '10000', '10000', '11110', '10000', '10000', '11111'],
  H: ['10001', '10001', '10001', '11111', '10001', '10001', '10001'],
  L: ['10000', '10000', '10000', '10000', '10000', '10000', '11111'],
  O: ['01110', '10001', '10001', '10001', '10001', '10001', '01110'],
  T: ['11111', '00100', '00100', '00100', '00100', '00100', '00100'],
  ' ': ['00000', '00000', '00000', '00000', '00000', '00000', '00000'],
};

/** Words as grey pixels, black on white, with letters of a few dots: what a scanner would have seen. */
export function pixelsOf(
  words: string,
  scale = 8,
): { readonly width: number; readonly height: number; readonly grey: Uint8Array } {
  const margin = 6;
  const [columns, rows] = [words.length * 6 + margin * 2, 7 + margin * 2];
  const [width, height] = [columns * scale, rows * scale];
  const grey = new Uint8Array(width * height).fill(255);
  [...words].forEach((letter, nth) => {
    letters[letter]!.forEach((row, y) => {
      [...row].forEach((dot, x) => {
        if (dot === '0') return;
        const [left, top] = [(margin + nth * 6 + x) * scale, (margin + y) * scale];
        for (let line = top; line < top + scale; line++) grey.fill(0, line * width + left, line * width + left + scale);
      });
    });
  });
  return { width, height, grey };
}
