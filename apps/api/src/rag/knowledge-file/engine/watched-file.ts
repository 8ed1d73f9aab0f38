import { watch, type FSWatcher } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a file held when it was read. */
export type FileReading =
  | { readonly state: 'read'; readonly bytes: Buffer }
  | { readonly state: 'missing' }
  /** Somebody is writing into it just now. */
  | { readonly state: 'changing' }
  | { readonly state: 'too-large'; readonly size: number }
  | { readonly state: 'unreadable'; readonly reason: string };

const SETTLED_AFTER_MS = 300;
/** Written longer ago than this, a file is not waited for. A clock that is ahead, as on a share, counts as just now. */
const YOUNG_MS = 5_000;
/** For file systems that report no changes: network shares, some container mounts. */
const LOOKED_AT_EVERY_MS = 30_000;

type Once = FileReading | { readonly state: 'read'; readonly bytes: Buffer; readonly isYoung: boolean };

/** One file that people edit while Chat Man runs. Its directory is watched, since editors replace files rather than write into them. */
export class WatchedFile {
  private watcher: FSWatcher | null = null;
  private settling: NodeJS.Timeout | null = null;
  private looking: NodeJS.Timeout | null = null;
  private changed: (() => void) | null = null;

  constructor(
    private readonly path: string,
    private readonly maxBytes: number,
  ) {}

  /** Reads twice and believes what is the same both times: half of a file that is being written would pass for the whole. */
  async read(): Promise<FileReading> {
    const first = await this.readOnce();
    if (first.state !== 'read') return first;
    if ('isYoung' in first && first.isYoung) await sleep(SETTLED_AFTER_MS);
    const second = await this.readOnce();
    if (second.state === 'read' && second.bytes.equals(first.bytes)) return { state: 'read', bytes: second.bytes };
    this.lookSoon();
    return { state: 'changing' };
  }

  /** Calls back some 0.3 seconds after the last change in a row, and now and then without a known change. */
  watch(changed: () => void): void {
    this.changed = changed;
    this.looking = setInterval(changed, LOOKED_AT_EVERY_MS);
    this.looking.unref();
    try {
      this.watcher = watch(dirname(this.path), (_, name) => {
        if (name === null || name === basename(this.path)) this.lookSoon();
      });
      this.watcher.on('error', () => this.watcher?.close()); // the regular look goes on
    } catch {
      this.watcher = null; // no directory to watch yet, or no watches left on this machine: the regular look finds changes
    }
  }

  close(): void {
    this.changed = null;
    this.watcher?.close();
    if (this.settling) clearTimeout(this.settling);
    if (this.looking) clearInterval(this.looking);
  }

  private lookSoon(): void {
    if (this.settling) clearTimeout(this.settling);
    this.settling = setTimeout(() => this.changed?.(), SETTLED_AFTER_MS);
  }

  /** At most as much as is allowed, however large the file has grown meanwhile. */
  private async readOnce(): Promise<Once> {
    try {
      await using file = await open(this.path, 'r');
      const { size, mtimeMs } = await file.stat();
      if (size > this.maxBytes) return { state: 'too-large', size };
      const buffer = Buffer.alloc(size);
      const { bytesRead } = await file.read(buffer, 0, size, 0);
      return { state: 'read', bytes: buffer.subarray(0, bytesRead), isYoung: Date.now() - mtimeMs < YOUNG_MS };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      return code === 'ENOENT' ? { state: 'missing' } : { state: 'unreadable', reason: code };
    }
  }
}
