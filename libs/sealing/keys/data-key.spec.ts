import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DataKey } from './data-key.js';

const NAME = { id: '0197aa00-0000-7000-8000-000000000001', version: 1, owner: 'purpose:test' };

describe('a data key', () => {
  it('is random', () => {
    expect(DataKey.generate(NAME).secret.equals(DataKey.generate(NAME).secret)).toBe(false);
  });

  it('wipes the bytes that it was made from', () => {
    const bytes = Buffer.alloc(32, 7);
    DataKey.of(NAME, bytes);
    expect(bytes).toEqual(Buffer.alloc(32));
  });

  it('does not print its secret', () => {
    const key = DataKey.of(NAME, Buffer.from('a secret of thirty-two letters!!'));
    const printed = [inspect(key, { depth: 9, showHidden: true }), JSON.stringify(key)].join();
    expect(printed).toContain('purpose:test');
    expect(printed).not.toContain('thirty-two');
    expect(printed).not.toContain(Buffer.from('thirty-two').toString('hex'));
  });

  it.each([
    ['an id in capitals', { ...NAME, id: NAME.id.toUpperCase() }],
    ['an id that is no UUID', { ...NAME, id: 'key-1' }],
    ['version 0', { ...NAME, version: 0 }],
    ['half a version', { ...NAME, version: 1.5 }],
    ['a version over 32 bits', { ...NAME, version: 2 ** 32 }],
  ])('refuses %s', (_, name) => {
    expect(() => DataKey.generate(name)).toThrow(RangeError);
  });

  it.each([0, 16, 31, 33])('refuses a secret of %i bytes', (bytes) => {
    expect(() => DataKey.of(NAME, Buffer.alloc(bytes))).toThrow(RangeError);
  });
});
