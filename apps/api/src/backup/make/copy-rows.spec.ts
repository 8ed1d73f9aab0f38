import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CopyRows, NoCopyStream } from './copy-rows.js';

const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const end = Buffer.from([0xff, 0xff]);

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function row(fields: readonly (Buffer | null)[]): Buffer {
  const count = Buffer.from([fields.length >> 8, fields.length & 0xff]);
  return Buffer.concat([count, ...fields.map((field) => Buffer.concat([int32(field?.length ?? -1), field ?? Buffer.alloc(0)]))]);
}

function counted(stream: Buffer, pieceSize: number): number {
  const rows = new CopyRows();
  for (let at = 0; at < stream.length; at += pieceSize) rows.update(stream.subarray(at, at + pieceSize));
  return rows.end();
}

const fields = fc.array(fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))), { maxLength: 5 });

describe('the rows of a COPY stream', () => {
  it('are counted, regardless of their content and of how they are chunked', () => {
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 30 }), fc.integer({ min: 1, max: 50 }), (table, pieceSize) => {
        expect(counted(Buffer.concat([head, ...table.map(row), end]), pieceSize)).toBe(table.length);
      }),
    );
  });

  it('are not counted when the stream was cut off anywhere', () => {
    const stream = Buffer.concat([head, row([Buffer.from('abc'), null]), row([]), end]);
    for (let at = 0; at < stream.length; at += 1) expect(() => counted(stream.subarray(0, at), 7)).toThrow(NoCopyStream);
  });

  it('are not counted when something follows, or it is no such stream', () => {
    expect(() => counted(Buffer.concat([head, end, end]), 100)).toThrow(NoCopyStream);
    expect(() => counted(Buffer.concat([head, end, Buffer.of(1)]), 1)).toThrow(NoCopyStream);
    expect(() => counted(Buffer.concat([Buffer.alloc(19), end]), 100)).toThrow(NoCopyStream);
    expect(() => counted(Buffer.concat([head, Buffer.from([0, 1]), int32(-2), end]), 100)).toThrow(NoCopyStream);
    expect(() => counted(Buffer.concat([head, Buffer.from([0xff, 0xfe])]), 100)).toThrow(NoCopyStream);
  });
});
