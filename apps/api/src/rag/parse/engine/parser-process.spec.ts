import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHUNK_SIZES } from '#retrieval/chunker.js';
import {
  aDocx,
  anXlsx,
  aPdf,
  aPngHeader,
  aScan,
  aZip,
  cell,
  paragraph,
  pdfOf,
  pixelsOf,
} from '../../../../../../test/support/files.js';
import { testLimits } from '../testdata/limits.js';
import { ParserProcesses } from './parser-process.js';

const memoryMb = 700;
const processes = new ParserProcesses();
let before = 0;

beforeAll(() => void (before = process.memoryUsage().rss));
afterAll(() => processes.close());

const read = (content: string | Uint8Array, name = 'file', signal = new AbortController().signal) =>
  processes.parse(
    {
      bytes: typeof content === 'string' ? Buffer.from(content) : content,
      name,
      called: name,
      limits: testLimits,
      sizes: CHUNK_SIZES,
    },
    { memoryMb, stallSeconds: 15 },
    { signal, onPage: () => undefined },
  );

it('reads a document apart, cut into passages', async () => {
  const { title, parsed, prepared } = await read(aPdf(['The walrus sleeps at noon'], { title: 'Walrus' }));
  expect(title).toBe('Walrus');
  expect(parsed.pages).toHaveLength(1);
  expect(prepared.chunks.map(({ text }) => text)).toEqual(['The walrus sleeps at noon']);
});

it('recognises text in a scan, on this machine alone', async () => {
  const { width, height, grey } = pixelsOf('THE CAT ATE THE CHEAT');
  const { parsed } = await read(aScan(width, height, grey));
  expect(parsed.isRecognised).toBe(true);
  expect(parsed.text).toMatch(/THE CAT/);
});

const nested = (open: string, close: string, times: number): string => open.repeat(times) + close.repeat(times);
const laughs = `<!DOCTYPE d [<!ENTITY a "ha">${'bcdefgh'
  .split('')
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefg'[at]};`.repeat(50)}">`)
  .join('')}]>`;
const parts = ['--b', 'Content-Type: multipart/mixed; boundary=b', ''].join('\r\n').concat('\r\n');
const deepMail = `From: a@b.c\r\nTo: d@e.f\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n`;

it.each<[string, RegExp, () => string | Uint8Array]>([
  ['a part that unpacks to much more than it is', /expands-too-much/, () => aDocx(paragraph(' '.repeat(20_000_000)))],
  [
    'many parts that unpack to much together',
    /expands-too-much/,
    () =>
      aDocx(
        paragraph('x'),
        Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`word/p${at}.xml`, `<a>${'x'.repeat(900_000)}</a>`])),
      ),
  ],
  [
    'an archive with very many parts',
    /expands-too-much/,
    () => aDocx(paragraph('x'), Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`word/p${at}.xml`, '<a/>']))),
  ],
  [
    'sizes that lie',
    /document-damaged|expands-too-much|no-text-found/,
    () => withLyingSizes(aDocx(paragraph('y'.repeat(5_000_000)))),
  ],
  ['entities that multiply', /expands-too-much/, () => aDocx(paragraph('&h;'), {}, laughs)],
  ['elements inside one another', /nested-too-deeply/, () => aDocx(nested('<w:p>', '</w:p>', 20_000))],
  ['tags inside one another', /nested-too-deeply/, () => `<!doctype html><body>${nested('<div>', '</div>', 50_000)}`],
  ['mail parts inside one another', /nested-too-deeply|document-damaged|no-text-found/, () => deepMail + parts.repeat(20_000)],
  [
    'an archive in an archive in an archive',
    /unknown-file-type/,
    () => aZip({ 'a.zip': aZip({ 'b.zip': aZip({ c: 'x'.repeat(99_999) }) }) }),
  ],
  ['more pages than are allowed', /too-many-pages/, () => aPdf(Array.from({ length: 51 }, (_, at) => `Page ${at}`))],
  [
    'pages without end',
    /too-many-pages|document-damaged|no-text-found|parsing-timed-out/,
    () => pdfOf(['', '<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 40>>', '<<>>']),
  ],
  [
    'a page that unpacks to very much',
    /too-much-text|parsing|no-text-found|document-damaged/,
    () => aPdf(['x'], { compressed: deflateSync(Buffer.from('BT /F1 1 Tf (aaaaaaaaaaaaaaaaaaaa) Tj ET\n'.repeat(4_000_000))) }),
  ],
  ['an image of 100,000 × 100,000', /image-too-large/, () => aPngHeader(100_000, 100_000)],
  [
    'a table with one cell very far away',
    /parsing|document-damaged|too-much-text/,
    () => anXlsx(`<row r="1048576">${cell('XFD1048576', 'x')}</row>`),
  ],
  ['more text than is allowed', /too-much-text/, () => 'words '.repeat(500_000)],
])(
  'refuses %s',
  async (_, code, make) => {
    await expect(read(make())).rejects.toMatchObject({ code: expect.stringMatching(code) as string });
  },
  60_000,
);

it('keeps the memory of those to a process of its own', () => {
  expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(600);
});

it('reads on after all of that', async () => {
  expect((await read(aDocx(paragraph('Still here')))).parsed.text).toBe('Still here');
});

it('stops when nobody wants it any more', async () => {
  const stop = new AbortController();
  const reading = read(aPdf(Array.from({ length: 50 }, () => 'A page')), 'file', stop.signal);
  stop.abort(new Error('not wanted'));
  await expect(reading).rejects.toThrow('not wanted');
});

/** The sizes of all parts, as the directory says them, a tenth of what they are. */
function withLyingSizes(archive: Uint8Array): Uint8Array {
  const lying = Buffer.from(archive);
  for (let at = lying.indexOf('PK\x01\x02', 0, 'latin1'); at !== -1; at = lying.indexOf('PK\x01\x02', at + 4, 'latin1'))
    lying.writeUInt32LE(Math.floor(lying.readUInt32LE(at + 24) / 10), at + 24);
  return lying;
}
