import {
  Refusal,
  type FileKind,
  type ParsedDocument,
  type ParseLimits,
  type Parser,
  type SourceFile,
} from './parsed-document.js';
import { isImage } from './media-type.rules.js';
import { isOutlookMessage, kindOfArchive, kindOfText, sniff } from './sniff.rules.js';

/** Loaded when a file of the kind comes: nobody pays for parsers that nobody needs. */
const parsers: Readonly<Record<FileKind, () => Promise<Parser>>> = {
  text: async () => (await import('./formats/plain.js')).parseText,
  markdown: async () => (await import('./formats/plain.js')).parseMarkdown,
  csv: async () => (await import('./formats/plain.js')).parseCsv,
  html: async () => (await import('./formats/plain.js')).parseHtml,
  pdf: async () => (await import('./formats/pdf.js')).parsePdf,
  docx: async () => (await import('./formats/office.js')).parseDocx,
  xlsx: async () => (await import('./formats/office.js')).parseXlsx,
  pptx: async () => (await import('./formats/office.js')).parsePptx,
  eml: async () => (await import('./formats/mail.js')).parseEml,
  msg: async () => (await import('./formats/mail.js')).parseMsg,
  png: () => imageParser('png'),
  jpeg: () => imageParser('jpeg'),
  bmp: () => imageParser('bmp'),
  gif: () => imageParser('gif'),
  webp: () => imageParser('webp'),
  tiff: () => imageParser('tiff'),
};

const imageParser = async (kind: FileKind): Promise<Parser> => (await import('./formats/image.js')).parseImage(kind);

/** @throws Refusal */
export async function parseFile(
  file: SourceFile,
  limits: ParseLimits,
  onPage: (done: number, total: number) => void = () => undefined,
): Promise<ParsedDocument> {
  const kind = await kindOf(file, limits);
  const parse = await parsers[kind]();
  const parsed = await parse(file, limits, onPage);
  if (parsed.text.length > limits.characters) throw new Refusal('too-much-text');
  const mayBeEmpty = limits.keepsWordlessImages && isImage(kind);
  if (parsed.text.trim() === '' && !mayBeEmpty) throw new Refusal('no-text-found');
  return { ...parsed, kind };
}

/** By content; @throws Refusal for what is none of the kinds. */
export async function kindOf({ bytes, name }: SourceFile, limits: ParseLimits): Promise<FileKind> {
  const sniffed = sniff(bytes);
  switch (sniffed) {
    case 'zip': {
      const { namesIn } = await import('./formats/archive.js');
      const kind = kindOfArchive(namesIn(bytes, limits));
      if (kind === null) throw new Refusal('unknown-file-type');
      return kind;
    }
    case 'compound':
      if (isOutlookMessage(bytes)) return 'msg';
      throw new Refusal('old-office-format');
    case 'unsupported':
      throw new Refusal('unknown-file-type');
    case 'maybe-text': {
      const { decoded } = await import('./formats/plain.js');
      return kindOfText(decoded({ bytes, name }), name);
    }
    default:
      return sniffed;
  }
}
