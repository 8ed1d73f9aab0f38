import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLeaf } from './leaf-reader.js';
import { encodeLeaf, LeafError, type LeafFields } from './leaf.js';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const number = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String);
const token = fc.string({
  unit: fc
    .integer({ min: 1, max: 127 })
    .filter((unit) => unit !== 0x5c)
    .map((unit) => String.fromCharCode(unit)),
  minLength: 1,
  maxLength: 200,
});
const time = fc
  .tuple(
    fc.date({ min: new Date('1900-01-01T00:00Z'), max: new Date('2199-12-31T23:59:59.999Z'), noInvalidDate: true }),
    fc.nat(999),
  )
  .map(([date, microseconds]) => `${date.toISOString().slice(0, -1)}${String(microseconds).padStart(3, '0')}Z`);
const anyLeaf: fc.Arbitrary<LeafFields> = fc.record({
  sequence: number,
  id: fc.uuid(),
  transaction: number,
  recordedAt: time,
  actor: maybe(fc.uuid()),
  role: token,
  requestId: maybe(fc.uuid()),
  action: token,
  objectType: maybe(token),
  objectId: maybe(token),
  outcome: token,
  reason: maybe(token),
  intent: maybe(fc.uuid()),
  detailCommitment: maybe(fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64'))),
});

/** What decodes is what was encoded; nothing else decodes. */
function expectCanonical(bytes: Buffer): void {
  let fields: LeafFields;
  try {
    fields = decodeLeaf(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(LeafError);
    return;
  }
  expect(encodeLeaf(fields)).toEqual(bytes);
}

describe('the fields of a leaf', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(anyLeaf, (leaf) => {
        expect(decodeLeaf(encodeLeaf(leaf))).toEqual(leaf);
      }),
    );
  });

  it('are refused where a byte makes them non-canonical', () => {
    fc.assert(
      fc.property(anyLeaf, fc.nat(), fc.nat(255), (leaf, at, byte) => {
        const bytes = encodeLeaf(leaf);
        bytes[at % bytes.length] = byte;
        expectCanonical(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('are refused where bytes are missing or too many', () => {
    fc.assert(
      fc.property(anyLeaf, fc.nat(), (leaf, cut) => {
        const bytes = encodeLeaf(leaf);
        expect(() => decodeLeaf(bytes.subarray(0, cut % bytes.length))).toThrow(LeafError);
        expect(() => decodeLeaf(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow(LeafError);
      }),
    );
  });

  it.each([
    ['another version', 0, 2],
    ['a negative number', 1, 0x80],
    ['a negative transaction', 25, 0x80],
    ['a time beyond the calendar', 33, 0x7f],
    ['a time before the calendar', 33, 0x80],
  ])('are refused with %s', (_, at, byte) => {
    const leaf = Buffer.concat([Buffer.alloc(41), Buffer.from('0000000161000000016100000000000161000000000000', 'hex')]);
    leaf[0] = 1;
    expect(decodeLeaf(leaf)).toMatchObject({ role: 'a', action: 'a', outcome: 'a', recordedAt: '2000-01-01T00:00:00.000000Z' });
    leaf[at] = byte;
    expect(() => decodeLeaf(leaf)).toThrow(LeafError);
  });
});
