/** A file of an archive. */
export interface TarEntry {
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

const block = 512;
/** What a header in POSIX's ustar format has room for. */
const longestName = 100;
const mostBytes = 8 ** 11 - 1;

/** The header of a file, by POSIX.1-2017 (pax, "ustar Interchange Format"). */
export function tarHeader({ name, bytes, modifiedAt }: TarEntry): Uint8Array {
  if (name.length > longestName || /[^\x21-\x7e]/.test(name) || bytes > mostBytes)
    throw new RangeError(`Invariant broken: ${name} with ${bytes} bytes does not fit into an archive.`);
  const header = new Uint8Array(block);
  const put = (at: number, text: string): void => header.set(new TextEncoder().encode(text), at);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  put(0, name);
  put(100, `${octal(0o600, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`);
  put(124, `${octal(bytes, 11)}\0${octal(Math.floor(modifiedAt.getTime() / 1000), 11)}\0`);
  put(148, ' '.repeat(8)); // the sum is taken with spaces in its own place
  put(156, '0');
  put(257, 'ustar\x0000');
  put(
    148,
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
  );
  return header;
}

/** Zeros after the content of a file. */
export function tarPadding(bytes: number): Uint8Array {
  return new Uint8Array((block - (bytes % block)) % block);
}

/** Zeros at the end. */
export const tarEnd = new Uint8Array(2 * block);

export function tarBytes(entries: readonly TarEntry[]): number {
  return entries.reduce((sum, { bytes }) => sum + block + bytes + tarPadding(bytes).length, tarEnd.length);
}
