import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { SeenFile } from '../inbox.rules.js';

/** The folder into which whoever runs Chat Man lays documents, a folder in it for each collection. Nothing is ever written into those. */
export class InboxFolder {
  constructor(private readonly root: string) {}

  async make(): Promise<void> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
  }

  /** Names of the folders in it. */
  async folders(): Promise<string[]> {
    const entries = await readdir(this.root, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  }

  /** Files of a folder and of those in it. Links are not followed: they could lead out of it. */
  async files(folder: string): Promise<SeenFile[]> {
    const place = join(this.root, folder);
    const entries = await readdir(place, { withFileTypes: true, recursive: true });
    const seen: SeenFile[] = [];
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const found = await stat(path).catch(() => null); // gone since it was listed
      if (found !== null)
        seen.push({ path: relative(place, path).split(sep).join('/'), size: found.size, mtimeMs: found.mtimeMs });
    }
    return seen;
  }

  /** SHA-256 of a file. */
  async hash(folder: string, path: string): Promise<Buffer> {
    const hash = createHash('sha256');
    for await (const piece of this.read(folder, path)) hash.update(piece);
    return hash.digest();
  }

  read(folder: string, path: string): AsyncIterable<Buffer> {
    return createReadStream(join(this.root, folder, path));
  }
}
