import { createHash } from 'node:crypto';
import { BufferGarbage } from './buffer-garbage.js';
import { CopyRows } from '../make/copy-rows.js';

export interface Digested {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Measures a plain stream as it goes by. */
export class PlainDigest {
  private readonly hash = createHash('sha256');
  private readonly rows = new CopyRows();
  private readonly garbage = new BufferGarbage();
  private bytes = 0;

  async *watch(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of source) {
      this.hash.update(piece);
      this.rows.update(piece);
      this.bytes += piece.length;
      this.garbage.passed(piece.length);
      yield piece;
    }
  }

  /** Throws NoCopyStream when it did not end properly. Call once. */
  end(): Digested {
    return { rows: this.rows.end(), bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}
