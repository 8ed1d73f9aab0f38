import { randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { blocksOf } from './blocks.js';
import { CannotOpen } from './cannot-open.js';
import { SALT_BYTES } from './committed.js';
import { lengthPrefixed } from './fields.js';
import { gcmDecrypt, gcmEncrypt, hkdf, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from './primitives.js';

/*
 * One sealed stream of any length (docs/security.md, "Sealed stream"):
 *
 *   format 1 | salt 24 | commitment 32 | chunk … chunk
 *   chunk: ciphertext of 64 KiB, the last one of what is left | tag 16
 *   HKDF-SHA-256(secret, salt, context) → key 32 | commitment 32
 *   nonce: number of the chunk from 0, 11 bytes big-endian | 1 for the last chunk, else 0
 *
 * The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015). The number refuses chunks that were moved, the mark of the last one
 * refuses a stream that was cut or lengthened, and the context refuses a stream that was put in another's place. Each stream has a key of
 * its own, so no nonce repeats. Only an empty stream has an empty chunk: one content has one shape.
 */

const FORMAT = 1;
const LABEL = lengthPrefixed('chat-man/stream/1');
const COMMITMENT_BYTES = 32;
const HEAD_BYTES = 1 + SALT_BYTES + COMMITMENT_BYTES;
export const CHUNK_BYTES = 64 * 1024;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/** How many bytes a stream of that many bytes has when it is sealed. */
export function sealedStreamBytes(bytes: number): number {
  return HEAD_BYTES + bytes + Math.max(1, Math.ceil(bytes / CHUNK_BYTES)) * TAG_BYTES;
}

/**
 * Seals bytes as they come, holding one chunk at a time.
 *
 * @param context what the stream is and where it belongs; it opens under the same fields only
 */
export function sealStream(
  secret: KeyObject,
  context: readonly string[],
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  return sealStreamWithSalt(secret, context, source, randomBytes(SALT_BYTES));
}

/** For test vectors alone: two streams under one salt, secret and context would share their nonces. Everybody else calls `sealStream`. */
export async function* sealStreamWithSalt(
  secret: KeyObject,
  context: readonly string[],
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  salt: Uint8Array,
): AsyncGenerator<Buffer, void, undefined> {
  const { key, commitment } = derived(secret, salt, context);
  yield Buffer.concat([Uint8Array.of(FORMAT), salt, commitment]);
  let number = 0;
  for await (const { bytes, isLast } of blocksOf(source, CHUNK_BYTES)) {
    const { ciphertext, tag } = gcmEncrypt(key, nonceOf(number, isLast), bytes);
    yield Buffer.concat([ciphertext, tag]);
    number += 1;
  }
}

/**
 * Opens what `sealStream` sealed. Bytes come out as soon as their chunk was checked, so a consumer that uses them before the end must be ready to
 * discard all of it: only the end proves that nothing was cut off.
 *
 * @throws CannotOpen for every reason
 */
export async function* openStream(
  secret: KeyObject,
  context: readonly string[],
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  let key: Buffer | null = null;
  let number = 0;
  for await (const { bytes, isLast } of blocksOf(source, SEALED_CHUNK_BYTES, HEAD_BYTES)) {
    if (key === null) {
      key = opened(secret, bytes, context);
      if (isLast) throw new CannotOpen();
      continue;
    }
    const end = bytes.length - TAG_BYTES;
    if (end < 0 || (end === 0 && number > 0)) throw new CannotOpen();
    const chunk = { ciphertext: bytes.subarray(0, end), tag: bytes.subarray(end) };
    yield gcmDecrypt(key, nonceOf(number, isLast), chunk);
    number += 1;
  }
}

function opened(secret: KeyObject, head: Buffer, context: readonly string[]): Buffer {
  if (head.length !== HEAD_BYTES || head[0] !== FORMAT) throw new CannotOpen();
  const { key, commitment } = derived(secret, head.subarray(1, 1 + SALT_BYTES), context);
  if (!timingSafeEqual(commitment, head.subarray(1 + SALT_BYTES))) throw new CannotOpen();
  return key;
}

function derived(secret: KeyObject, salt: Uint8Array, context: readonly string[]): { key: Buffer; commitment: Buffer } {
  const bytes = hkdf(secret, salt, Buffer.concat([LABEL, lengthPrefixed(...context)]), KEY_BYTES + COMMITMENT_BYTES);
  return { key: bytes.subarray(0, KEY_BYTES), commitment: bytes.subarray(KEY_BYTES) };
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(number, NONCE_BYTES - 1 - 6, 6);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}
