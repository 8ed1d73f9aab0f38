import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CannotOpen } from '../cannot-open.js';
import { DataKey } from './data-key.js';
import { unwrapKey, wrapKey, wrapKeyWithSalt, WRAPPED_BYTES } from './key-wrap.js';
import fail from '../testdata/fail-wrapped-keys.json' with { type: 'json' };
import good from '../testdata/good-wrapped-keys.json' with { type: 'json' };

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const wrapping = createSecretKey(Buffer.alloc(32, 1));
const NAME = { id: '0197aa00-0000-7000-8000-000000000001', version: 1, owner: 'purpose:test' };

describe('fixed vectors', () => {
  it.each(good)('good: $comment', (vector) => {
    const key = DataKey.of(vector, hex(vector.secret));
    expect(wrapKeyWithSalt(createSecretKey(hex(vector.wrapKey)), key, hex(vector.salt)).toString('hex')).toBe(vector.wrapped);
    const unwrapped = unwrapKey(createSecretKey(hex(vector.wrapKey)), hex(vector.wrapped), vector);
    expect(unwrapped.secret.export().toString('hex')).toBe(vector.secret);
  });

  it.each(fail)('fail: $comment', (vector) => {
    expect(() => unwrapKey(createSecretKey(hex(vector.wrapKey)), hex(vector.wrapped), vector)).toThrow(CannotOpen);
  });
});

describe('a wrapped key', () => {
  const key = DataKey.generate(NAME);

  it('unwraps to the key with its name', () => {
    const unwrapped = unwrapKey(wrapping, wrapKey(wrapping, key), NAME);
    expect(unwrapped).toMatchObject(NAME);
    expect(unwrapped.secret.equals(key.secret)).toBe(true);
  });

  it('leaves the key usable', () => {
    wrapKey(wrapping, key);
    expect(key.secret.export()).not.toEqual(Buffer.alloc(32));
  });

  it('differs each time', () => {
    expect(wrapKey(wrapping, key).equals(wrapKey(wrapping, key))).toBe(false);
  });

  it('does not unwrap with any one bit flipped', () => {
    const wrapped = wrapKey(wrapping, key);
    const bits = Array.from({ length: WRAPPED_BYTES * 8 }, (_, bit) => bit);
    expect(bits.filter((bit) => unwraps(flipped(wrapped, bit)))).toEqual([]);
  });
});

function unwraps(wrapped: Buffer): boolean {
  try {
    unwrapKey(wrapping, wrapped, NAME);
    return true;
  } catch (error) {
    if (error instanceof CannotOpen) return false;
    throw error;
  }
}

function flipped(wrapped: Buffer, bit: number): Buffer {
  const bytes = Buffer.from(wrapped);
  bytes.writeUInt8(bytes.readUInt8(bit >>> 3) ^ (1 << (bit & 7)), bit >>> 3);
  return bytes;
}
