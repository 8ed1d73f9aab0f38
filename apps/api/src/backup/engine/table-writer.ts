import { createHash, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { createZstdCompress } from 'node:zlib';
import { replaceFile } from '#platform/storage/durable-files.js';
import { sealStream } from '#sealing/stream.js';
import type { BackupPart, BackupTable } from '../manifest/backup-manifest.js';
import type { TableShape } from '../make/snapshot.repository.js';
import { partContext, partFile } from './part-context.js';
import { PlainDigest } from './plain-digest.js';

/** Compressed bytes after which another part begins, so that no file grows beyond what file systems and copies handle well. */
export const partBytes = 256 * 1024 * 1024;

export interface SealedPlace {
  readonly directory: string;
  /** Of the backup or keyring copy. */
  readonly id: string;
  readonly secret: KeyObject;
}

/** Writes one table as compressed, sealed parts: no more of it is in memory than a few chunks. */
export async function writeTable(
  place: SealedPlace,
  { name, columns, key }: TableShape,
  copy: Readable,
  signal: AbortSignal,
  mostBytes = partBytes,
): Promise<BackupTable> {
  const digest = new PlainDigest();
  const parts: BackupPart[] = [];
  await pipeline(
    copy,
    (source: AsyncIterable<Uint8Array>) => digest.watch(source),
    createZstdCompress(),
    async (compressed: AsyncIterable<Uint8Array>) => {
      const pieces = compressed[Symbol.asyncIterator]();
      for (let isMore = true; isMore;) {
        const number = parts.length;
        const slice = new Slice(pieces, mostBytes);
        const sealed = sealStream(place.secret, partContext(place.id, name, number), slice.bytes());
        parts.push(await writePart(place.directory, partFile(name, number), sealed));
        isMore = !slice.isLast;
      }
    },
    { signal },
  );
  return { name, columns: [...columns], key: [...key], ...digest.end(), parts };
}

async function writePart(directory: string, file: string, sealed: AsyncIterable<Uint8Array>): Promise<BackupPart> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* watched(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of sealed) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  }
  await replaceFile(join(directory, file), watched());
  return { file, bytes, sha256: hash.digest('hex') };
}

/** As much of a stream as goes into one part. */
class Slice {
  isLast = false;

  constructor(
    private readonly pieces: AsyncIterator<Uint8Array>,
    private readonly mostBytes: number,
  ) {}

  async *bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let taken = 0; taken < this.mostBytes;) {
      const { value, done } = await this.pieces.next();
      if (done === true) {
        this.isLast = true;
        return;
      }
      taken += value.length;
      yield value;
    }
  }
}

/** SHA-256 in hex. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
