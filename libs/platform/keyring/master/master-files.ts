import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile, makeDirectory, removeFile, replaceFile } from '../../storage/durable-files.js';
import { MasterPasswordRefused } from '../keyring.errors.js';

export type MasterFile = '.encryption_salt' | '.auth';

/** The two files that a master password needs, in the configuration directory. Written whole or not at all, mode 600. */
export class MasterFiles {
  constructor(private readonly directory: string) {}

  path(file: MasterFile): string {
    return join(this.directory, file);
  }

  /** The text without surrounding white space, or null when there is no such file. */
  async read(file: MasterFile): Promise<string | null> {
    try {
      return (await readFile(this.path(file), 'utf8')).trim();
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'ENOENT') return null;
      throw new MasterPasswordRefused(`${this.path(file)} cannot be read (${code}). Nothing was changed.`, { cause });
    }
  }

  /** Creates the file unless it is there: of several processes that start together, one wins. Says what is in force and who wrote it. */
  async createOnce(file: MasterFile, text: string): Promise<{ readonly text: string; readonly isMine: boolean }> {
    await makeDirectory(this.directory);
    if (await createFile(this.path(file), `${text}\n`)) return { text, isMine: true };
    const existing = await this.read(file);
    if (existing === null) throw new Error(`${this.path(file)} disappeared while it was being read.`);
    return { text: existing, isMine: false };
  }

  /** Puts new content in place of the old in one step. */
  async replace(file: MasterFile, text: string): Promise<void> {
    await replaceFile(this.path(file), `${text}\n`);
  }

  async remove(file: MasterFile): Promise<void> {
    await removeFile(this.path(file));
  }
}
