/** What HKDF in Node.js accepts as `info`. */
const MAX_BYTES = 1024;

/**
 * Encodes fields so that no two different lists give the same bytes: each one is preceded by its length in bytes
 * (16 bits, big-endian). Text is UTF-8.
 *
 * @throws RangeError for text that UTF-8 cannot carry (lone surrogates would become U+FFFD, and two places one), or over
 * 1,024 bytes in all. Both are mistakes of the caller, never of stored data.
 */
export function lengthPrefixed(...fields: readonly (string | Uint8Array)[]): Buffer {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (const field of fields) {
    if (typeof field === 'string' && !field.isWellFormed()) {
      throw new RangeError('A field of a sealing context is not well-formed Unicode.');
    }
    const bytes = typeof field === 'string' ? Buffer.from(field, 'utf8') : field;
    total += 2 + bytes.length;
    if (total > MAX_BYTES) throw new RangeError(`A sealing context is longer than ${MAX_BYTES} bytes.`);
    parts.push(Uint8Array.of(bytes.length >>> 8, bytes.length & 0xff), bytes);
  }
  return Buffer.concat(parts, total);
}

/** An unsigned 32-bit number, big-endian. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
