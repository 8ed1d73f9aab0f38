import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Suffix of files that are being written. A file with it was never finished. */
export const draftEnding = '.draft';

export type FileContent = string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Writes a file whole or not at all, readable by its owner only, and durable once this resolves. A reader sees the old content or the new,
 * never a part. The directory has to be there.
 */
export async function replaceFile(path: string, content: FileContent): Promise<void> {
  await rename(await writeDraft(path, content), path);
  await syncDirectory(dirname(path));
}

/** Like `replaceFile`, but leaves a file alone that is already there: of several processes one wins. Returns whether it was made. */
export async function createFile(path: string, content: FileContent): Promise<boolean> {
  const draft = await writeDraft(path, content);
  try {
    await link(draft, path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(draft);
    await syncDirectory(dirname(path));
  }
}

/** Adds text at the end of a file, durably. */
export async function appendFile(path: string, text: string): Promise<void> {
  await synced(path, 'a', text);
}

/** Removes a file if it is there, so that it does not come back after a power cut. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
  await syncDirectory(dirname(path));
}

/** Only the owner may read it. */
export async function makeDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/** A new name survives a power cut only once its directory is on the disk. Windows cannot open directories and does not need it. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function writeDraft(path: string, content: FileContent): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}${draftEnding}`;
  try {
    await synced(draft, 'wx', content);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
  return draft;
}

async function synced(path: string, flags: 'a' | 'wx', content: FileContent): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    if (typeof content === 'string') await file.writeFile(content);
    else for await (const piece of content) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}
