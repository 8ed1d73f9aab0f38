/** Bytes that pass by before the buffers that held them are released. */
const releaseAfter = 4 * 1024 * 1024;

/**
 * Releases the buffers of a long stream while it runs. They are outside of V8's heap and leave next to nothing in it, so that V8 sees no reason
 * to collect them before tens of megabytes have gathered. A collection of young objects takes a few milliseconds; it needs the
 * supervisor's `--expose-gc`, and nothing happens without.
 */
export class BufferGarbage {
  private sinceRelease = 0;

  passed(bytes: number): void {
    this.sinceRelease += bytes;
    if (this.sinceRelease < releaseAfter) return;
    this.sinceRelease = 0;
    globalThis.gc?.({ type: 'minor', execution: 'sync' });
  }
}
