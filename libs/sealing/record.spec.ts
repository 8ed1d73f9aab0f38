import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CannotOpen } from './cannot-open.js';
import { DataKey } from './keys/data-key.js';
import {
  asSealed,
  open,
  openText,
  RECORD_OVERHEAD,
  seal,
  sealWithSalt,
  sealedUnder,
  type RecordContext,
  type Sealed,
} from './record.js';
import fail from './testdata/fail-records.json' with { type: 'json' };
import good from './testdata/good-records.json' with { type: 'json' };

interface KeyFields {
  readonly keyId: string;
  readonly keyVersion: number;
  readonly owner: string;
  readonly secret: string;
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const keyOf = ({ keyId, keyVersion, owner, secret }: KeyFields): DataKey =>
  DataKey.of({ id: keyId, version: keyVersion, owner }, hex(secret));

const KEY_NAME = {
  id: '0197aa00-0000-7000-8000-000000000001',
  version: 3,
  owner: 'subject:0197aa00-0000-7000-8000-00000000000a',
};
const SECRET = '11'.repeat(32);
const key = DataKey.of(KEY_NAME, hex(SECRET));
const context: RecordContext = { table: 'chat.message', column: 'content', row: '0197aa00-0000-7000-8000-0000000000ff' };

const words = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => text.isWellFormed());
const contexts = fc.record({ table: words, column: words, row: words });
const contents = fc.uint8Array({ maxLength: 300 });

describe('fixed vectors', () => {
  it.each(good)('good: $comment', (vector) => {
    const record = sealWithSalt(keyOf(vector), vector, hex(vector.plaintext), hex(vector.salt));
    expect(record.toString('hex')).toBe(vector.sealed);
    expect(open(keyOf(vector), vector, asSealed(hex(vector.sealed))).toString('hex')).toBe(vector.plaintext);
  });

  it.each(fail)('fail: $comment', (vector) => {
    expect(() => open(keyOf(vector), vector, asSealed(hex(vector.sealed)))).toThrow(CannotOpen);
  });
});

describe('a sealed record', () => {
  it('opens to what was sealed, for any context and content', () => {
    fc.assert(
      fc.property(contexts, contents, (anyContext, content) => {
        expect(open(key, anyContext, seal(key, anyContext, content))).toEqual(Buffer.from(content));
      }),
    );
  });

  it('opens to the text that was sealed', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(openText(key, context, seal(key, context, text))).toBe(text);
      }),
    );
  });

  it('is longer than its content by a fixed number of bytes', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(seal(key, context, content)).toHaveLength(content.length + RECORD_OVERHEAD);
      }),
    );
  });

  it('does not open with any one bit flipped', () => {
    const record = seal(key, context, 'the whole record, bit by bit');
    const openedAnyway = Array.from({ length: record.length * 8 }, (_, bit) => bit).filter((bit) =>
      opens(key, context, flipped(record, bit)),
    );
    expect(openedAnyway).toEqual([]);
  });

  it('does not open when cut short or lengthened', () => {
    const record = seal(key, context, 'not a byte less');
    const lengths = Array.from({ length: record.length }, (_, length) => length);
    expect(lengths.filter((length) => opens(key, context, record.subarray(0, length)))).toEqual([]);
    expect(opens(key, context, Buffer.concat([record, Buffer.alloc(1)]))).toBe(false);
  });

  it('does not open in any other context', () => {
    fc.assert(
      fc.property(contexts, contexts, (made, other) => {
        fc.pre(made.table !== other.table || made.column !== other.column || made.row !== other.row);
        expect(opens(key, other, seal(key, made, 'x'))).toBe(false);
      }),
    );
  });

  it('does not open when letters move from one part of its context to the next', () => {
    fc.assert(
      fc.property(words, words, fc.nat(), (first, second, cut) => {
        const joined = first + second;
        const at = cut % (joined.length + 1);
        fc.pre(at !== first.length && joined.slice(0, at).isWellFormed() && joined.slice(at).isWellFormed());
        const record = seal(key, { table: first, column: second, row: '' }, 'x');
        expect(opens(key, { table: joined.slice(0, at), column: joined.slice(at), row: '' }, record)).toBe(false);
      }),
    );
  });

  it.each([
    ['version', { ...KEY_NAME, version: 4 }],
    ['id', { ...KEY_NAME, id: '0197aa00-0000-7000-8000-000000000002' }],
    ['owner', { ...KEY_NAME, owner: 'subject:0197aa00-0000-7000-8000-00000000000b' }],
  ])('does not open under another key %s with the same secret', (_, name) => {
    expect(opens(DataKey.of(name, hex(SECRET)), context, seal(key, context, 'x'))).toBe(false);
  });

  it('does not open relabelled with the version of the key at hand', () => {
    const relabelled = Buffer.from(seal(DataKey.of({ ...KEY_NAME, version: 2 }, hex(SECRET)), context, 'x'));
    relabelled.writeUInt32BE(3, 17);
    expect(opens(key, context, relabelled)).toBe(false);
  });

  it('differs each time, even for the same content in the same context', () => {
    expect(seal(key, context, 'same').equals(seal(key, context, 'same'))).toBe(false);
  });

  it('says which key it needs', () => {
    expect(sealedUnder(seal(key, context, 'x'))).toEqual({ keyId: KEY_NAME.id, keyVersion: 3 });
  });

  it('that was sealed as bytes does not open as text when it is no UTF-8', () => {
    expect(() => openText(key, context, seal(key, context, Uint8Array.of(0xc3)))).toThrow(CannotOpen);
  });

  it('read as part of a larger buffer opens alike', () => {
    const record = seal(key, context, 'from the wire');
    const wire = new Uint8Array(Buffer.concat([Buffer.alloc(7), record, Buffer.alloc(5)]));
    expect(openText(key, context, asSealed(wire.subarray(7, 7 + record.length)))).toBe('from the wire');
  });
});

describe('the one error', () => {
  it('reveals nothing about what was wrong', () => {
    const record = seal(key, context, 'x');
    const errors = [
      flipped(record, 0),
      flipped(record, 8 * 30),
      flipped(record, 8 * 60),
      flipped(record, 8 * 80),
      record.subarray(0, 9),
    ];
    expect(new Set(errors.map((bytes) => failure(bytes)))).toEqual(new Set([failure(Buffer.alloc(0))]));
  });
});

describe('mistakes of the caller', () => {
  it('a context that UTF-8 cannot carry is refused, because two of them would become one', () => {
    expect(() => seal(key, { ...context, row: '\ud800' }, 'x')).toThrow(RangeError);
  });

  it('a salt of the wrong length is refused', () => {
    expect(() => sealWithSalt(key, context, 'x', Buffer.alloc(12))).toThrow(RangeError);
  });
});

function opens(withKey: DataKey, at: RecordContext, bytes: Buffer): boolean {
  try {
    open(withKey, at, asSealed(bytes));
    return true;
  } catch (error) {
    if (error instanceof CannotOpen) return false;
    throw error;
  }
}

function failure(bytes: Buffer): string {
  try {
    open(key, context, asSealed(bytes));
    return 'opened';
  } catch (error) {
    return JSON.stringify([String(error), Object.getOwnPropertyNames(error), error]);
  }
}

function flipped(record: Sealed, bit: number): Buffer {
  const bytes = Buffer.from(record);
  bytes.writeUInt8(bytes.readUInt8(bit >>> 3) ^ (1 << (bit & 7)), bit >>> 3);
  return bytes;
}
