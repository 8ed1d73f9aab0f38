import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { openStream } from '#sealing/stream.js';
import type { BackupPart, BackupTable } from '../manifest/backup-manifest.js';
import { BufferGarbage } from './buffer-garbage.js';
import { partContext } from './part-context.js';
import { PlainDigest } from './plain-digest.js';
import type { SealedPlace } from './table-writer.js';

/** A table opened to something else than the manifest says. */
export class TableDiffers extends Error {
  override readonly name = 'TableDiffers';

  constructor(table: string) {
    super(`The table ${table} is not what the manifest says.`);
  }
}

/**
 * The plain rows of a table. Fails at the first part that does not open, and at the end when the whole does not match
 * the manifest: the caller must be ready to discard what came before.
 */
export function openTable(place: SealedPlace, table: BackupTable): Readable {
  return Readable.from(plainRows(place, table), { objectMode: false });
}

async function* plainRows(place: SealedPlace, table: BackupTable) {
  const decompressed = createZstdDecompress();
  const fed = pipeline(openParts(place, table), decompressed);
  fed.catch(() => undefined); // the reader of the other end gets the same error
  yield* compared(table, decompressed);
  await fed;
}

async function* openParts({ directory, id, secret }: SealedPlace, { name, parts }: BackupTable) {
  for (const [number, { file }] of parts.entries())
    yield* openStream(secret, partContext(id, name, number), createReadStream(join(directory, file)));
}

async function* compared(table: BackupTable, plain: AsyncIterable<Uint8Array>) {
  const digest = new PlainDigest();
  yield* digest.watch(plain);
  const { rows, bytes, sha256 } = digest.end();
  if (rows !== table.rows || bytes !== table.bytes || sha256 !== table.sha256) throw new TableDiffers(table.name);
}

/** Whether a part's file is there as it was written. Throws what the file system says when it cannot be read. */
export async function isPartAsWritten(directory: string, { file, bytes, sha256 }: BackupPart): Promise<boolean> {
  const hash = createHash('sha256');
  const garbage = new BufferGarbage();
  let found = 0;
  for await (const piece of createReadStream(join(directory, file)) as AsyncIterable<Buffer>) {
    hash.update(piece);
    found += piece.length;
    garbage.passed(piece.length);
  }
  return found === bytes && hash.digest('hex') === sha256;
}

/** Reads to the end and keeps nothing. */
export async function drained(stream: Readable): Promise<void> {
  await pipeline(stream, new Writable({ write: (_piece, _encoding, done) => done() }));
}
