import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthPrefixed, uint32 } from './fields.js';

const field = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => text.isWellFormed()),
  fc.uint8Array({ maxLength: 20 }),
);
const bytesOf = (value: string | Uint8Array): string => Buffer.from(value as string, 'utf8').toString('hex');

describe('lengthPrefixed', () => {
  it('writes each length in two bytes, then the field', () => {
    expect(lengthPrefixed('ab', Uint8Array.of(7), '').toString('hex')).toBe('0002' + '6162' + '0001' + '07' + '0000');
  });

  it('gives different bytes for different lists', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 6 }), fc.array(field, { maxLength: 6 }), (one, other) => {
        fc.pre(one.map(bytesOf).join() !== other.map(bytesOf).join());
        expect(lengthPrefixed(...one).equals(lengthPrefixed(...other))).toBe(false);
      }),
    );
  });

  it('refuses a lone surrogate', () => {
    expect(() => lengthPrefixed('ok', 'x\udc00')).toThrow(RangeError);
  });

  it('carries 1,024 bytes and refuses one more', () => {
    expect(lengthPrefixed('x'.repeat(1022))).toHaveLength(1024);
    expect(() => lengthPrefixed('x'.repeat(1023))).toThrow(RangeError);
  });
});

describe('uint32', () => {
  it('is big-endian', () => {
    expect(uint32(0x01020304).toString('hex')).toBe('01020304');
  });

  it.each([-1, 2 ** 32])('refuses %i', (value) => {
    expect(() => uint32(value)).toThrow(RangeError);
  });
});
