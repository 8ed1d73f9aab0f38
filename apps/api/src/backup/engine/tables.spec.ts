import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { CannotOpen } from '#sealing/cannot-open.js';
import type { BackupTable } from '../manifest/backup-manifest.js';
import { drained, isPartAsWritten, openTable, TableDiffers } from './table-reader.js';
import { writeTable, type SealedPlace } from './table-writer.js';

const root = mkdtempSync(join(tmpdir(), 'chatman-parts-'));
afterAll(() => rmSync(root, { recursive: true }));
const shape = { name: 'chat.message', columns: ['id', 'content'], key: ['id'] };
const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const never = new AbortController().signal;
let count = 0;

/** Rows of bytes that do not compress, as a COPY stream. */
function aStream(rows: number, bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes);
  const row = () => Buffer.concat([Buffer.from([0, 1]), length, randomBytes(bytes)]);
  return Buffer.concat([head, ...Array.from({ length: rows }, row), Buffer.from([0xff, 0xff])]);
}

async function written(plain: Buffer, mostBytes?: number): Promise<{ place: SealedPlace; table: BackupTable }> {
  const directory = mkdtempSync(join(root, 'backup-'));
  const place = { directory, id: `backup ${(count += 1)}`, secret: createSecretKey(randomBytes(32)) };
  return { place, table: await writeTable(place, shape, Readable.from([plain]), never, mostBytes) };
}

async function read(place: SealedPlace, table: BackupTable): Promise<Buffer> {
  return Buffer.concat((await openTable(place, table).toArray()) as Buffer[]);
}

describe('a table in parts', () => {
  it('reads as it was written, from one part or many', async () => {
    for (const [rows, mostBytes, parts] of [
      [0, undefined, 1],
      [50, undefined, 1],
      [300, 100_000, 2],
    ] as const) {
      const plain = aStream(rows, 1_000);
      const { place, table } = await written(plain, mostBytes);
      expect(table).toMatchObject({ ...shape, rows, bytes: plain.length });
      expect(table.parts.length).toBeGreaterThanOrEqual(parts);
      expect(readdirSync(place.directory)).toEqual(table.parts.map(({ file }) => file));
      for (const part of table.parts) expect(await isPartAsWritten(place.directory, part)).toBe(true);
      expect((await read(place, table)).equals(plain)).toBe(true);
    }
  });

  it('does not open when its parts changed places, or one is another table’s', async () => {
    const { place, table } = await written(aStream(300, 1_000), 100_000);
    const [first, second] = table.parts.map(({ file }) => join(place.directory, file));
    renameSync(first!, `${first}.kept`);
    renameSync(second!, first!);
    renameSync(`${first}.kept`, second!);
    await expect(drained(openTable(place, table))).rejects.toThrow(CannotOpen);
    const other = await written(aStream(3, 10));
    await expect(drained(openTable(other.place, { ...other.table, name: 'chat.feedback' }))).rejects.toThrow(CannotOpen);
  });

  it('does not pass for whole when its last part is not named any more', async () => {
    const { place, table } = await written(aStream(300, 1_000), 100_000);
    await expect(drained(openTable(place, { ...table, parts: table.parts.slice(0, -1) }))).rejects.toThrow();
  });

  it('is not what the manifest says when rows, bytes or hash are others', async () => {
    const { place, table } = await written(aStream(3, 10));
    for (const other of [{ rows: 4 }, { bytes: 1 }, { sha256: '0'.repeat(64) }])
      await expect(drained(openTable(place, { ...table, ...other }))).rejects.toThrow(TableDiffers);
  });

  it('leaves no part under its final name when the rows stop coming, or are wanted no more', async () => {
    const directory = mkdtempSync(join(root, 'backup-'));
    const place = { directory, id: 'broken', secret: createSecretKey(randomBytes(32)) };
    const breaking = Readable.from(
      (function* () {
        yield head;
        throw new Error('connection lost');
      })(),
    );
    await expect(writeTable(place, shape, breaking, never)).rejects.toThrow('connection lost');
    await expect(
      writeTable({ ...place, id: 'stopped' }, { ...shape, name: 'chat.other' }, Readable.from([head]), AbortSignal.abort()),
    ).rejects.toThrow();
    expect(readdirSync(directory).filter((file) => !file.endsWith('.draft'))).toEqual([]);
  });
});
