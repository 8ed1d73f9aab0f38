import { createHash } from 'node:crypto';

/** The digest of a step that has removed nothing. */
export const emptyDigest = Buffer.alloc(32);

/** The digest after a batch: anybody with the ids, in the order of the audit log, can compute it again. */
export function digestAfter(before: Buffer, ids: readonly string[]): Buffer {
  const hash = createHash('sha256').update(before);
  for (const id of ids) hash.update(Buffer.from(id.replaceAll('-', ''), 'hex'));
  return hash.digest();
}
