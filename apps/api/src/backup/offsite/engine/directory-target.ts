import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { makeDirectory, removeFile, replaceFile } from '#platform/storage/durable-files.js';
import { offsiteMissing } from '../../backup.errors.js';
import type { OffsiteTarget } from '../offsite-target.js';

/** Another disk or a share that is mounted here. It has to be there: made by us, an unmounted one would be a directory of this disk. */
export class DirectoryTarget implements OffsiteTarget {
  readonly kind = 'directory';

  constructor(private readonly root: string) {}

  async list(prefix: string): Promise<string[]> {
    await this.requireThere();
    const below = join(this.root, prefix);
    if (!existsSync(below)) return [];
    const entries = await readdir(below, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => prefix + relative(below, join(entry.parentPath, entry.name)).split(sep).join('/'));
  }

  async put(name: string, path: string): Promise<void> {
    await this.requireThere();
    await makeDirectory(dirname(this.at(name)));
    await replaceFile(this.at(name), createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>);
  }

  async sha256(name: string): Promise<string | null> {
    if (!existsSync(this.at(name))) return null;
    const hash = createHash('sha256');
    for await (const piece of createReadStream(this.at(name), { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>)
      hash.update(piece);
    return hash.digest('hex');
  }

  async remove(name: string): Promise<void> {
    await removeFile(this.at(name));
  }

  private at(name: string): string {
    return join(this.root, ...name.split('/'));
  }

  private async requireThere(): Promise<void> {
    const isThere = await stat(this.root).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isThere) throw offsiteMissing();
  }
}
