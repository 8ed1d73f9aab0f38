import { watch, type FSWatcher } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** What a file held when it was read. */
export type FileReading =
  | { readonly state: 'read'; readonly bytes: Buffer }
  | { readonly state: 'missing' }
  | { readonly state: 'too-large'; readonly size: number }
  | { readonly state: 'unreadable'; readonly reason: string };

const SETTLED_AFTER_MS = 300;
/** For file systems that report no changes: network shares, some container mounts. */
const LOOKED_AT_EVERY_MS = 30_000;

/** One file that people edit while Chat Man runs. Its directory is watched, since editors replace files rather than write into them. */
export class WatchedFile {
  private watcher: FSWatcher | null = null;
  private settling: NodeJS.Timeout | null = null;
  private looking: NodeJS.Timeout | null = null;

  constructor(
    private readonly path: string,
    private readonly maxBytes: number,
  ) {}

  /** Reads at most as much as is allowed, however large the file has grown meanwhile. */
  async read(): Promise<FileReading> {
    try {
      await using file = await open(this.path, 'r');
      const { size } = await file.stat();
      if (size > this.maxBytes) return { state: 'too-large', size };
      const buffer = Buffer.alloc(size);
      const { bytesRead } = await file.read(buffer, 0, size, 0);
      return { state: 'read', bytes: buffer.subarray(0, bytesRead) };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      return code === 'ENOENT' ? { state: 'missing' } : { state: 'unreadable', reason: code };
    }
  }

  /** Calls back some 0.3 seconds after the last change in a row, and now and then without a known change. */
  watch(changed: () => void): void {
    this.looking = setInterval(changed, LOOKED_AT_EVERY_MS);
    this.looking.unref();
    try {
      this.watcher = watch(dirname(this.path), (_, name) => {
        if (name !== null && name !== basename(this.path)) return;
        if (this.settling) clearTimeout(this.settling);
        this.settling = setTimeout(changed, SETTLED_AFTER_MS);
      });
      this.watcher.on('error', () => this.watcher?.close()); // the regular look goes on
    } catch {
      this.watcher = null; // no directory to watch yet, or no watches left on this machine: the regular look finds changes
    }
  }

  close(): void {
    this.watcher?.close();
    if (this.settling) clearTimeout(this.settling);
    if (this.looking) clearInterval(this.looking);
  }
}
