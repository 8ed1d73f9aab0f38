import { createHash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';

/** A file that goes into a ZIP while it is read. */
export interface ZipEntry {
  readonly path: string;
  readonly parts: AsyncIterable<string | Uint8Array>;
}

export interface ZippedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface SignedZip {
  readonly createdAt: Date;
  /** `manifest.json`, made of what was written. */
  readonly manifestOf: (files: readonly ZippedFile[]) => object;
  /** Signs the hash of the manifest. */
  readonly sign: (sha256: string) => Promise<string>;
}

/** A ZIP that is written while its files are read: the files, their manifest, and the signature of that. */
export async function* signedZip(
  files: AsyncIterable<ZipEntry>,
  { createdAt, manifestOf, sign }: SignedZip,
): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = [];
  const zip = new Zip((failure, chunk) => {
    if (failure) throw failure;
    written.push(chunk);
  });
  const entries: ZippedFile[] = [];
  const add = async function* ({ path, parts }: ZipEntry): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = createdAt;
    zip.add(file);
    let bytes = 0;
    for await (const part of parts) {
      const chunk = typeof part === 'string' ? Buffer.from(part) : part;
      hash.update(chunk);
      bytes += chunk.length;
      file.push(chunk);
      yield* written.splice(0);
    }
    file.push(new Uint8Array(0), true);
    entries.push({ path, bytes, sha256: hash.digest('hex') });
    yield* written.splice(0);
  };
  for await (const file of files) yield* add(file);
  const text = `${JSON.stringify(manifestOf([...entries]), null, 2)}\n`;
  yield* add({ path: 'manifest.json', parts: textParts(text) });
  yield* add({ path: 'manifest.note', parts: textParts(await sign(createHash('sha256').update(text).digest('hex'))) });
  zip.end();
  yield* written.splice(0);
}

export async function* textParts(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
