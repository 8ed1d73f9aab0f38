import { createHash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';
import type { PackageManifest } from '#contracts/rights/package.js';
import type { SubjectFile } from '#platform/rights/subject-data.js';

type Entry = PackageManifest['files'][number];

export interface PackageZip {
  readonly requestId: string;
  readonly createdAt: Date;
  /** Signs the hash of the manifest. */
  readonly sign: (sha256: string) => Promise<string>;
}

/** A package as a ZIP, written while its files are read: the files, their manifest, and the signature of that. */
export async function* packageZip(
  files: AsyncIterable<SubjectFile>,
  { requestId, createdAt, sign }: PackageZip,
): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = [];
  const zip = new Zip((failure, chunk) => {
    if (failure) throw failure;
    written.push(chunk);
  });
  const entries: Entry[] = [];
  const add = async function* ({ path, parts }: SubjectFile): AsyncGenerator<Uint8Array> {
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
  const manifest: PackageManifest = {
    format: 'chatman.personal-data-manifest',
    version: 1,
    requestId,
    createdAt: createdAt.toISOString(),
    files: [...entries],
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  yield* add({ path: 'manifest.json', parts: only(text) });
  yield* add({ path: 'manifest.note', parts: only(await sign(createHash('sha256').update(text).digest('hex'))) });
  zip.end();
  yield* written.splice(0);
}

async function* only(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
