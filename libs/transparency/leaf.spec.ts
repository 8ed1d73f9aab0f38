import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLeaf, LeafError, type LeafFields } from './leaf.js';

const leaf: LeafFields = {
  sequence: '7',
  id: '01940000-0000-7000-8000-000000000007',
  transaction: '1000',
  recordedAt: '2026-11-21T09:30:00.000001Z',
  actor: '01940000-0000-7000-8000-000000000001',
  role: 'admin',
  requestId: '01940000-0000-7000-8000-00000000000a',
  action: 'settings.changed',
  objectType: 'settings',
  objectId: 'model.name',
  outcome: 'success',
  reason: null,
  intent: null,
  detailCommitment: Buffer.alloc(32, 5).toString('base64'),
};

const uuid = fc.uuid();
const token = fc.string({ unit: fc.constantFrom('a', 'b', '.', ' '), minLength: 1, maxLength: 3 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const anyLeaf: fc.Arbitrary<LeafFields> = fc.record({
  sequence: fc.nat({ max: 3 }).map(String),
  id: uuid,
  transaction: fc.nat({ max: 3 }).map(String),
  recordedAt: fc.constantFrom('2026-11-21T09:30:00.000001Z', '2026-11-21T09:30:00.000002Z', '1999-12-31T23:59:59.999999Z'),
  actor: maybe(uuid),
  role: token,
  requestId: maybe(uuid),
  action: token,
  objectType: maybe(token),
  objectId: maybe(token),
  outcome: token,
  reason: maybe(token),
  intent: maybe(uuid),
  detailCommitment: maybe(fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64'))),
});

describe('a leaf', () => {
  it('is laid out as documented', () => {
    expect(encodeLeaf(leaf).toString('hex')).toBe(
      '01' +
        '0000000000000007' +
        '01940000000070008000000000000007' +
        '00000000000003e8' +
        '000303c4c5f87601' +
        '0010' +
        '01940000000070008000000000000001' +
        '0005' +
        Buffer.from('admin').toString('hex') +
        '0010' +
        '0194000000007000800000000000000a' +
        '0010' +
        Buffer.from('settings.changed').toString('hex') +
        '0008' +
        Buffer.from('settings').toString('hex') +
        '000a' +
        Buffer.from('model.name').toString('hex') +
        '0007' +
        Buffer.from('success').toString('hex') +
        '0000' +
        '0000' +
        '0020' +
        '05'.repeat(32),
    );
  });

  it('has one encoding for each set of fields, and never two sets for one encoding', () => {
    fc.assert(
      fc.property(anyLeaf, anyLeaf, (one, two) => {
        expect(encodeLeaf(one).equals(encodeLeaf(two))).toBe(JSON.stringify(one) === JSON.stringify(two));
      }),
    );
  });

  it('counts microseconds as PostgreSQL does, before 2000 too', () => {
    const timeOf = (recordedAt: string) => encodeLeaf({ ...leaf, recordedAt }).readBigInt64BE(33);
    expect(timeOf('2000-01-01T00:00:00.000000Z')).toBe(0n);
    expect(timeOf('1999-12-31T23:59:59.999999Z')).toBe(-1n);
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        fc.nat({ max: 999 }),
        (date, micros) => {
          const text = `${date.toISOString().slice(0, 23)}${String(micros).padStart(3, '0')}Z`;
          expect(timeOf(text)).toBe(BigInt(date.getTime() - Date.UTC(2000, 0, 1)) * 1000n + BigInt(micros));
        },
      ),
    );
  });

  it('keeps numbers up to 2^63 exact', () => {
    const numberOf = (sequence: string) => encodeLeaf({ ...leaf, sequence }).readBigInt64BE(1);
    for (const text of ['0', '4294967295', '4294967296', '999999999999999', '1000000000000000', '9223372036854775807']) {
      expect(numberOf(text)).toBe(BigInt(text));
    }
  });

  it('changes with each of its fields', () => {
    fc.assert(
      fc.property(anyLeaf, anyLeaf, fc.constantFrom(...(Object.keys(leaf) as (keyof LeafFields)[])), (one, two, field) => {
        fc.pre(one[field] !== two[field]);
        expect(encodeLeaf({ ...one, [field]: two[field] })).not.toEqual(encodeLeaf(one));
      }),
    );
  });

  it.each<[string, Partial<Record<keyof LeafFields, unknown>>]>([
    ['a number with a leading zero', { sequence: '07' }],
    ['a negative number', { sequence: '-7' }],
    ['a number past 2^63', { transaction: '9223372036854775808' }],
    ['a number that is not text', { sequence: 7 }],
    ['a UUID in capitals', { id: '01940000-0000-7000-8000-00000000000A' }],
    ['a time without microseconds', { recordedAt: '2026-11-21T09:30:00.000Z' }],
    ['the thirtieth of February', { recordedAt: '2026-02-30T09:30:00.000001Z' }],
    ['the twenty-ninth of February in a common year', { recordedAt: '2026-02-29T09:30:00.000001Z' }],
    ['a month thirteen', { recordedAt: '2026-13-01T09:30:00.000001Z' }],
    ['a twenty-fifth hour', { recordedAt: '2026-11-21T24:00:00.000000Z' }],
    ['a time before 1900', { recordedAt: '1899-12-31T23:59:59.999999Z' }],
    ['an empty text', { role: '' }],
    ['a backslash', { role: 'a\\b' }],
    ['a letter beyond ASCII', { objectId: 'Zo\u00eb' }],
    ['a text of 201 characters', { reason: 'x'.repeat(201) }],
    ['a missing field', { action: undefined }],
    ['a short commitment', { detailCommitment: 'BQUF' }],
    ['a commitment in another spelling of base64', { detailCommitment: `${'BQUF'.repeat(10)}BQU` }],
  ])('with %s is refused', (_, change) => {
    expect(() => encodeLeaf({ ...leaf, ...change } as LeafFields)).toThrow(LeafError);
  });
});
