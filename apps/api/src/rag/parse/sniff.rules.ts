import type { FileKind } from './parsed-document.js';

/** What the first bytes say, before anything is unpacked. */
export type Sniffed = FileKind | 'zip' | 'compound' | 'unsupported' | 'maybe-text';

const signatures: readonly (readonly [Sniffed, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['compound', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['bmp', [0x42, 0x4d]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['unsupported', [0x7b, 0x5c, 0x72, 0x74, 0x66]], // RTF
  ['unsupported', [0x1f, 0x8b]], // gzip
  ['unsupported', [0x50, 0x4b, 0x05, 0x06]], // an empty archive
  ['unsupported', [0x7f, 0x45, 0x4c, 0x46]], // ELF
  ['unsupported', [0x4d, 0x5a, 0x90]], // Windows program
];

/** PDF readers accept some bytes before the header. */
const pdfWithin = 1024;

/** The kind of a file by its bytes; its name is never asked. */
export function sniff(bytes: Uint8Array): Sniffed {
  const known = signatures.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte));
  if (known) return known[0] === 'bmp' && !isBitmap(bytes) ? 'maybe-text' : known[0];
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return 'webp';
  if (latin(bytes, 0, pdfWithin).includes('%PDF-')) return 'pdf';
  return 'maybe-text';
}

/** "BM" begins words too; a bitmap has the size of its header where texts have letters. */
function isBitmap(bytes: Uint8Array): boolean {
  return [12, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0) && bytes[15] === 0;
}

/** The kind of an Office file by the names of its parts; null for any other archive. */
export function kindOfArchive(names: readonly string[]): FileKind | null {
  if (!names.includes('[Content_Types].xml')) return null;
  if (names.includes('word/document.xml')) return 'docx';
  if (names.includes('xl/workbook.xml')) return 'xlsx';
  if (names.includes('ppt/presentation.xml')) return 'pptx';
  return null;
}

/** Streams of an Outlook message, as their names stand in a compound file (UTF-16). */
export function isOutlookMessage(bytes: Uint8Array): boolean {
  return includesWide(bytes, '__substg1.0_') || includesWide(bytes, '__properties_version1.0');
}

const mailHeader = /^(from|to|subject|date|received|return-path|delivered-to|mime-version|message-id|x-[a-z-]+|content-type):/i;
const lookedAt = 4000;

/** The kind of a text: mail and web pages by what they begin with, the others by what they are called. */
export function kindOfText(text: string, name: string): FileKind {
  const head = text.slice(0, lookedAt).trimStart();
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)[\s>]/i.test(head)) return 'html';
  if (isMail(head)) return 'eml';
  if (/\.(md|markdown)$/i.test(name)) return 'markdown';
  if (/\.(csv|tsv)$/i.test(name) && separatorOf(text) !== null) return 'csv';
  return 'text';
}

function isMail(head: string): boolean {
  const lines = head.split(/\r?\n/);
  const end = lines.indexOf('');
  const headers = lines.slice(0, end === -1 ? lines.length : end).filter((line) => !/^[ \t]/.test(line));
  const known = headers.filter((line) => mailHeader.test(line));
  return end > 1 && known.length >= 3 && headers.every((line) => /^[\x21-\x39\x3b-\x7e]+:/.test(line));
}

/** By what the cells of a table are set apart: what stands equally often in its first lines; null where nothing does. */
export function separatorOf(text: string): string | null {
  const lines = text
    .slice(0, lookedAt * 4)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 5);
  const counts = (separator: string): number[] => lines.map((line) => unquoted(line).split(separator).length - 1);
  const fits = [';', '\t', ',', '|'].filter((separator) => {
    const found = counts(separator);
    return found.length > 0 && found[0]! > 0 && found.every((count) => count === found[0]);
  });
  return fits.sort((one, other) => counts(other)[0]! - counts(one)[0]!)[0] ?? null;
}

function unquoted(line: string): string {
  return line.replaceAll(/"(?:[^"]|"")*"/g, '');
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
}

function includesWide(bytes: Uint8Array, words: string): boolean {
  const wide = [...words].flatMap((letter) => [letter.charCodeAt(0), 0]);
  outer: for (let at = bytes.indexOf(wide[0]!); at !== -1; at = bytes.indexOf(wide[0]!, at + 1)) {
    for (let offset = 1; offset < wide.length; offset++) if (bytes[at + offset] !== wide[offset]) continue outer;
    return true;
  }
  return false;
}
