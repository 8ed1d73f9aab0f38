import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindIndex, blindIndexKey, normalised } from './blind-index.js';
import good from './testdata/good-blind-indexes.json' with { type: 'json' };

describe('blindIndex', () => {
  it.each(good)('fixed vector: $comment', ({ root, column, value, normalised: plain, index }) => {
    const columnKey = blindIndexKey(createSecretKey(Buffer.from(root, 'hex')), column);
    expect(normalised(value)).toBe(plain);
    expect(blindIndex(columnKey, value).toString('hex')).toBe(index);
  });

  it('is the same for values that differ in case and surrounding space only', () => {
    const columnKey = blindIndexKey(createSecretKey(Buffer.alloc(32, 1)), 'auth.user.email');
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(blindIndex(columnKey, ` ${address.toUpperCase()}\t`)).toEqual(blindIndex(columnKey, address));
      }),
    );
  });

  it('differs by root key', () => {
    const [one, other] = [1, 2].map((fill) => blindIndexKey(createSecretKey(Buffer.alloc(32, fill)), 'auth.user.email'));
    expect(one?.equals(other as never)).toBe(false);
  });
});

describe('normalised', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(normalised(normalised(text))).toBe(normalised(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['Ａnna', 'anna'],
    ['ﬁlm', 'film'],
    ['e\u0301', '\u00e9'],
    ['\u00a0a b\u00a0', 'a b'],
  ])('reads %j as %j', (value, plain) => {
    expect(normalised(value)).toBe(plain);
  });
});
