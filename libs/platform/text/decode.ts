export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface Decoded {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/**
 * The text of a file that a person wrote with some editor: by its byte order mark; UTF-8 when it is that; UTF-16 without a mark when its zero
 * bytes show it; the Western European code page when what would come out is what people write with it. Null for anything else, which would
 * come out as other letters than were written.
 */
export function decodeText(bytes: Uint8Array): Decoded | null {
  if (startsWith(bytes, [0xff, 0xfe])) return strictly('utf-16le', bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return strictly('utf-16be', bytes);
  const wide = bytes.includes(0) ? wideOrder(bytes) : null;
  if (wide !== null) return strictly(wide, bytes);
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== null) return utf8;
  return looksWestern(bytes) ? strictly('windows-1252', bytes) : null;
}

function strictly(encoding: TextEncoding, bytes: Uint8Array): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, at) => bytes[at] === byte);
}

/** In UTF-16 every second byte of Latin text is zero, and hardly any of the others. */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length % 2 !== 0) return null;
  const zeros = [0, 0];
  bytes.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]! += 1;
  });
  const [even, odd] = zeros as [number, number];
  const half = bytes.length / 2;
  if (odd > half / 2 && even < half / 50) return 'utf-16le';
  if (even > half / 2 && odd < half / 50) return 'utf-16be';
  return null;
}

/** Letters and signs that Western European texts hold beyond ASCII, as bytes of windows-1252. */
const westernBytes = new Set([
  ...[0x80, 0x82, 0x84, 0x85, 0x8a, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9a, 0x9c, 0x9e],
  ...[0xa0, 0xa1, 0xa3, 0xa7, 0xa9, 0xab, 0xad, 0xae, 0xb0, 0xb2, 0xb3, 0xb4, 0xb5, 0xb7, 0xba, 0xbb, 0xbc, 0xbd, 0xbf, 0xd7],
  ...Array.from({ length: 0x40 }, (_, at) => 0xc0 + at).filter((byte) => ![0xd0, 0xde, 0xf0, 0xfe, 0xff, 0xf7].includes(byte)),
]);
const longestWesternRun = 2;
const mostWestern = 0.2;

/** Other scripts in one byte or two a character come in long runs of high bytes; here they are few, and among ASCII letters. */
function looksWestern(bytes: Uint8Array): boolean {
  let high = 0;
  let run = 0;
  for (const byte of bytes) {
    run = byte < 0x80 ? 0 : run + 1;
    if (run > longestWesternRun || (byte >= 0x80 && !westernBytes.has(byte))) return false;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x0b) return false;
    if (byte >= 0x80) high += 1;
  }
  return high <= bytes.length * mostWestern;
}
