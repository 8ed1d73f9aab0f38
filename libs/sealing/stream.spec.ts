import { createHash, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CannotOpen } from './cannot-open.js';
import { CHUNK_BYTES, openStream, sealedStreamBytes, sealStream, sealStreamWithSalt } from './stream.js';
import fail from './testdata/fail-streams.json' with { type: 'json' };
import good from './testdata/good-streams.json' with { type: 'json' };

const secret = createSecretKey(Buffer.alloc(32, 7));
const place = ['backup 1', 'chat.message', '0'];
const headBytes = 57;
const sealedChunk = CHUNK_BYTES + 16;

async function collected(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

const sealed = (content: Uint8Array, context: readonly string[] = place): Promise<Buffer> =>
  collected(sealStream(secret, context, [content]));
const opened = (bytes: Uint8Array, context: readonly string[] = place): Promise<Buffer> =>
  collected(openStream(secret, context, [bytes]));

/** Lengths around the borders of chunks, where such formats break. */
const lengths = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -1, max: 1 })).map(([chunks, off]) => chunks * CHUNK_BYTES + off),
);
const contentOf = (length: number): Buffer =>
  Buffer.alloc(length).map((_, index) => (index * 31 + (index >> 8)) & 0xff) as Buffer;

/** The same bytes in pieces of the given sizes, again and again. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    pieces.push(bytes.subarray(from, from + size));
    from += size;
  }
  return pieces;
}

const keyOf = (hex: string) => createSecretKey(Buffer.from(hex, 'hex'));

describe('the vectors of a second implementation', () => {
  it.each(good)(
    'are sealed alike and open: $comment',
    async ({ secret: key, salt, context, bytes, sealedSha256, sealed: kept }) => {
      const made = await collected(sealStreamWithSalt(keyOf(key), context, [contentOf(bytes)], Buffer.from(salt, 'hex')));
      expect(createHash('sha256').update(made).digest('hex')).toBe(sealedSha256);
      const stored = kept === undefined ? made : Buffer.from(kept, 'hex');
      expect((await collected(openStream(keyOf(key), context, [stored]))).equals(contentOf(bytes))).toBe(true);
    },
  );

  it.each(fail)('do not open: $comment', async ({ secret: key, context, sealed: stored }) => {
    await expect(collected(openStream(keyOf(key), context, [Buffer.from(stored, 'hex')]))).rejects.toThrow(CannotOpen);
  });
});

describe('a sealed stream', () => {
  it('opens to what was sealed, for any length and any chunking', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lengths, sizes, sizes, async (length, written, read) => {
        const content = contentOf(length);
        const bytes = await collected(sealStream(secret, place, inPieces(content, written)));
        expect(bytes).toHaveLength(sealedStreamBytes(length));
        expect((await collected(openStream(secret, place, inPieces(bytes, read)))).equals(content)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('does not open when any bit was flipped', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.nat(), fc.integer({ min: 0, max: 7 }), async (length, at, bit) => {
        const bytes = await sealed(contentOf(length));
        bytes[at % bytes.length]! ^= 1 << bit;
        await expect(opened(bytes)).rejects.toThrow(CannotOpen);
      }),
      { numRuns: 60 },
    );
  });

  it('does not open when it was cut anywhere, between two chunks too', async () => {
    const whole = await sealed(contentOf(3 * CHUNK_BYTES));
    const borders = [0, 1, headBytes - 1, headBytes, ...[1, 2].map((chunk) => headBytes + chunk * sealedChunk), whole.length - 1];
    for (const border of borders) await expect(opened(whole.subarray(0, border))).rejects.toThrow(CannotOpen);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (at) => {
        await expect(opened(whole.subarray(0, at))).rejects.toThrow(CannotOpen);
      }),
      { numRuns: 40 },
    );
  });

  it('does not open when something was added to it', async () => {
    for (const length of [0, 5, CHUNK_BYTES]) {
      const whole = await sealed(contentOf(length));
      await expect(opened(Buffer.concat([whole, Buffer.of(0)]))).rejects.toThrow(CannotOpen);
      await expect(opened(Buffer.concat([whole, whole.subarray(headBytes)]))).rejects.toThrow(CannotOpen);
      await expect(opened(Buffer.concat([whole, await sealed(Buffer.alloc(0))]))).rejects.toThrow(CannotOpen);
    }
  });

  it('does not open when two chunks were swapped, or one is repeated or missing', async () => {
    const whole = await sealed(contentOf(3 * CHUNK_BYTES + 10));
    const head = whole.subarray(0, headBytes);
    const chunk = (number: number): Buffer =>
      whole.subarray(headBytes + number * sealedChunk, headBytes + (number + 1) * sealedChunk);
    expect(await opened(Buffer.concat([head, chunk(0), chunk(1), chunk(2), chunk(3)]))).toHaveLength(3 * CHUNK_BYTES + 10);
    for (const order of [[1, 0, 2, 3], [0, 0, 1, 2, 3], [0, 2, 3], [1, 2, 3], [0, 1, 2], [3]])
      await expect(opened(Buffer.concat([head, ...order.map(chunk)]))).rejects.toThrow(CannotOpen);
  });

  it('does not open in the place of another part, table or backup', async () => {
    const bytes = await sealed(contentOf(100));
    const elsewhere = [
      ['backup 2', 'chat.message', '0'],
      ['backup 1', 'chat.feedback', '0'],
      ['backup 1', 'chat.message', '1'],
      ['backup 1', 'chat.messag', 'e0'],
      ['backup 1', 'chat.message'],
    ];
    for (const context of elsewhere) await expect(opened(bytes, context)).rejects.toThrow(CannotOpen);
  });

  it('does not take a chunk from another stream of the same place', async () => {
    const [one, other] = [await sealed(contentOf(2 * CHUNK_BYTES)), await sealed(contentOf(2 * CHUNK_BYTES))];
    const mixed = Buffer.concat([one.subarray(0, headBytes + sealedChunk), other.subarray(headBytes + sealedChunk)]);
    await expect(opened(mixed)).rejects.toThrow(CannotOpen);
    const anotherHead = Buffer.concat([other.subarray(0, headBytes), one.subarray(headBytes)]);
    await expect(opened(anotherHead)).rejects.toThrow(CannotOpen);
  });

  it('does not open under another key', async () => {
    const bytes = await sealed(contentOf(100));
    const wrong = createSecretKey(Buffer.alloc(32, 8));
    await expect(collected(openStream(wrong, place, [bytes]))).rejects.toThrow(CannotOpen);
  });

  it('never gives the same bytes twice', async () => {
    expect((await sealed(contentOf(100))).equals(await sealed(contentOf(100)))).toBe(false);
  });

  it('hands out nothing of a chunk that was altered, and everything before it', async () => {
    const bytes = await sealed(contentOf(2 * CHUNK_BYTES));
    bytes[bytes.length - 1]! ^= 1;
    let handedOut = 0;
    const reading = async (): Promise<void> => {
      for await (const piece of openStream(secret, place, [bytes])) handedOut += piece.length;
    };
    await expect(reading()).rejects.toThrow(CannotOpen);
    expect(handedOut).toBe(CHUNK_BYTES);
  });
});
