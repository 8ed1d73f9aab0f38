import type { PackageManifest } from '#contracts/rights/package.js';
import { signedZip, textParts } from '#platform/http/signed-zip.js';
import type { SubjectFile } from '#platform/rights/subject-data.js';

export interface PackageZip {
  readonly requestId: string;
  readonly createdAt: Date;
  /** The public keys of the log, a line each, so that the package can be checked offline. */
  readonly keys: readonly string[];
  /** Signs the hash of the manifest. */
  readonly sign: (sha256: string) => Promise<string>;
}

/** A package as a ZIP, with its manifest, the signature of that, and the keys that check it. */
export function packageZip(
  files: AsyncIterable<SubjectFile>,
  { requestId, createdAt, keys, sign }: PackageZip,
): AsyncGenerator<Uint8Array> {
  const manifestOf = (entries: PackageManifest['files']): PackageManifest => ({
    format: 'chatman.personal-data-manifest',
    version: 1,
    requestId,
    createdAt: createdAt.toISOString(),
    files: entries,
  });
  return signedZip(withKeys(files, keys), { createdAt, sign, manifestOf: (entries) => manifestOf([...entries]) });
}

async function* withKeys(files: AsyncIterable<SubjectFile>, keys: readonly string[]): AsyncGenerator<SubjectFile> {
  yield* files;
  yield { path: 'audit.pub', parts: textParts(`${keys.join('\n')}\n`) };
}
