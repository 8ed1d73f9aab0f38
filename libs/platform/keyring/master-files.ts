import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MasterPasswordRefused } from './keyring.errors.js';

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
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const temporary = await this.writeBeside(file, text);
    try {
      await link(temporary, this.path(file));
      return { text, isMine: true };
    } catch (cause) {
      const existing = (cause as NodeJS.ErrnoException).code === 'EEXIST' ? await this.read(file) : null;
      if (existing === null) throw cause;
      return { text: existing, isMine: false };
    } finally {
      await rm(temporary);
      await this.flushDirectory();
    }
  }

  /** Puts new content in place of the old in one step. */
  async replace(file: MasterFile, text: string): Promise<void> {
    await rename(await this.writeBeside(file, text), this.path(file));
    await this.flushDirectory();
  }

  async remove(file: MasterFile): Promise<void> {
    await rm(this.path(file), { force: true });
    await this.flushDirectory();
  }

  private async writeBeside(file: MasterFile, text: string): Promise<string> {
    const temporary = `${this.path(file)}.${randomBytes(6).toString('hex')}.tmp`;
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(`${text}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(temporary, 0o600);
    return temporary;
  }

  /** A new name survives a power cut only once its directory is on the disk. Windows has no such call and needs none. */
  private async flushDirectory(): Promise<void> {
    if (process.platform === 'win32') return;
    const handle = await open(this.directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
