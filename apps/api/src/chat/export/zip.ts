import { Zip, ZipDeflate } from 'fflate';

export interface ZippedFile {
  readonly name: string;
  readonly changedAt: Date;
  readonly parts: AsyncIterable<string>;
}

/** Most files and bytes that a ZIP without its 64-bit extension can hold. */
export const mostZippedFiles = 65_535;
const mostBytes = 0xffff_ffff;

/** Files as a ZIP, written while they are read: no more than one part of one file is in memory. */
export async function* zipped(files: AsyncIterable<ZippedFile>): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = [];
  let bytes = 0;
  const zip = new Zip((failure, chunk) => {
    if (failure) throw failure;
    bytes += chunk.length;
    written.push(chunk);
  });
  const encoder = new TextEncoder();
  for await (const { name, changedAt, parts } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = changedAt;
    zip.add(file);
    for await (const part of parts) {
      file.push(encoder.encode(part));
      yield* written.splice(0);
      if (bytes > mostBytes) throw new Error('A ZIP became larger than its format allows.');
    }
    file.push(new Uint8Array(0), true);
    yield* written.splice(0);
  }
  zip.end();
  yield* written.splice(0);
}
