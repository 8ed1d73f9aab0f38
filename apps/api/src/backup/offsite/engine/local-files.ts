import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, dirname } from 'node:path';

/** What a file of a backup is called elsewhere: its directory, which is the backup's id, and its own name. */
export function nameOf(path: string): string {
  return `${basename(dirname(path))}/${basename(path)}`;
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>)
    hash.update(piece);
  return hash.digest('hex');
}
