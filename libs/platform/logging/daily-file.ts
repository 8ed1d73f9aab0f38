import { lstat, mkdir, open, readdir, rename, rm, symlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { dayOf, expiredFiles, fileName, newestFile, partsOf, type NamedFile } from './daily-file.rules.js';

/** Bytes of a file after which the next one of the same day is begun. */
const fullAt = 20 * 1024 * 1024;
/** Bytes read from the end of a file to find its last line; a line has some 700. */
const tailBytes = 16_384;

/**
 * Lines in files of one day each (`audit-2026-11-28.log`, the next of a full one with `.1`), and a link of the plain name to the newest.
 * Only the owner may read them. What `append` was given is in the file when it settles; when it rejects, what of it arrived ends in half a
 * line at most, which is removed before the next line is written.
 */
export class DailyFile {
  private readonly directory: string;
  private readonly link: string;
  private readonly stem: string;
  private readonly extension: string;
  private current: { readonly handle: FileHandle; readonly file: NamedFile; size: number } | null = null;
  private keptDays: number | null = null;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    path: string,
    private readonly now: () => number = Date.now,
    private readonly limit = fullAt,
  ) {
    this.directory = dirname(path);
    this.link = basename(path);
    this.extension = extname(this.link);
    this.stem = basename(this.link, this.extension);
  }

  /** Writes each text as a line. Files older than `keepDays` are removed when a file is begun and when `keepDays` changes. */
  append(lines: readonly string[], keepDays: number): Promise<void> {
    return this.inTurn(async () => {
      if (lines.length === 0) return;
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      const current = await this.opened(bytes.length);
      if (this.keptDays !== keepDays) await this.removeOld(keepDays);
      try {
        await current.handle.appendFile(bytes);
        current.size += bytes.length;
      } catch (error) {
        await this.leave();
        throw error;
      }
    });
  }

  /** The last whole line of the newest file that has one; null where there is none. */
  async lastLine(): Promise<string | null> {
    const file = newestFile(await this.files());
    if (file === null) return null;
    const handle = await open(join(this.directory, file.name), 'r');
    try {
      return (await tailOf(handle)).lines.at(-1) ?? null;
    } finally {
      await handle.close();
    }
  }

  /** Waits until everything is written. */
  close(): Promise<void> {
    return this.inTurn(() => this.leave());
  }

  private inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.running.then(act);
    this.running = turn.catch(() => undefined);
    return turn;
  }

  private async opened(bytes: number): Promise<NonNullable<typeof this.current>> {
    const day = dayOf(this.now());
    if (this.current && this.current.file.day === day && this.current.size + bytes <= this.limit) return this.current;
    await this.leave();
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const today = (await this.files()).filter((file) => file.day === day);
    let number = newestFile(today)?.number ?? 0;
    this.current = await this.begin(day, number);
    while (this.current.size > 0 && this.current.size + bytes > this.limit) {
      await this.leave();
      this.current = await this.begin(day, (number += 1));
    }
    this.keptDays = null;
    await this.linkTo(this.current.file.name);
    return this.current;
  }

  private async begin(day: string, number: number): Promise<NonNullable<typeof this.current>> {
    const file = { day, number, name: fileName(this.stem, this.extension, day, number) };
    const handle = await open(join(this.directory, file.name), 'a+', 0o600);
    try {
      const { wholeSize, size } = await tailOf(handle);
      if (wholeSize < size) await handle.truncate(wholeSize);
      return { handle, file, size: wholeSize };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  private async leave(): Promise<void> {
    const { current } = this;
    this.current = null;
    await current?.handle.close();
  }

  private async removeOld(keepDays: number): Promise<void> {
    const old = expiredFiles(await this.files(), dayOf(this.now()), keepDays);
    for (const { name } of old) await rm(join(this.directory, name), { force: true });
    this.keptDays = keepDays;
  }

  /** Something else under that name is left alone. Where links cannot be made (Windows without the right to), the files are there all the same. */
  private async linkTo(name: string): Promise<void> {
    const link = join(this.directory, this.link);
    const there = await lstat(link).catch(() => null);
    if (there !== null && !there.isSymbolicLink()) return;
    const made = `${link}.new`;
    try {
      await rm(made, { force: true });
      await symlink(name, made);
      await rename(made, link);
    } catch {
      await rm(made, { force: true }).catch(() => undefined);
    }
  }

  private async files(): Promise<readonly NamedFile[]> {
    const names = await readdir(this.directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.flatMap((name) => partsOf(name, this.stem, this.extension) ?? []);
  }
}

/** The whole lines at the end of a file, and its size without half a line that a crash or a full disk has left. */
async function tailOf(
  handle: FileHandle,
): Promise<{ readonly lines: readonly string[]; readonly size: number; readonly wholeSize: number }> {
  const { size } = await handle.stat();
  const from = Math.max(0, size - tailBytes);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(tailBytes), 0, tailBytes, from);
  const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
  // No line is that long; bytes that are no lines of ours stay.
  if (end === 0 && from > 0) return { lines: [], size, wholeSize: size };
  return { lines: buffer.toString('utf8', 0, end).split('\n').slice(0, -1), size, wholeSize: from + end };
}
