import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Names end so while they are written. What bears such a name was never finished. */
export const draftEnding = '.draft';

/** Writes a file as it comes, under another name until all of it is on the disk. */
export async function writeDurably(path: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const draft = `${path}${draftEnding}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    for await (const piece of source) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncDirectory(dirname(path));
}

/** Without this a new name may be lost when the power fails; Windows cannot open directories and does not need it. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
