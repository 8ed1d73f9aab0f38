import { timingSafeEqual, type KeyObject } from 'node:crypto';
import { CannotOpen } from './cannot-open.js';
import { gcmDecrypt, gcmEncrypt, hkdf, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from './primitives.js';

/*
 * The one construction behind records and wrapped keys:
 *
 *   salt 24 | commitment 32 | ciphertext | tag 16
 *   HKDF-SHA-256(secret, salt, info) → key 32 | nonce 12 | commitment 32
 *
 * Each box has a key and nonce of its own, so there is no count after which a nonce could repeat. GCM alone lets one box
 * open under several keys; the commitment, a collision-resistant image of secret, salt and info, rules that out.
 */

export const SALT_BYTES = 24;
const COMMITMENT_BYTES = 32;
const DERIVED_BYTES = KEY_BYTES + NONCE_BYTES + COMMITMENT_BYTES;

/** How many bytes longer than its plaintext a box is. */
export const BOX_OVERHEAD = SALT_BYTES + COMMITMENT_BYTES + TAG_BYTES;

/** Returns `head` followed by the box. The salt must be fresh and random. */
export function sealCommitted(
  head: Uint8Array,
  secret: KeyObject,
  info: Uint8Array,
  plaintext: Uint8Array,
  salt: Uint8Array,
): Buffer {
  const derived = hkdf(secret, salt, info, DERIVED_BYTES);
  const { ciphertext, tag } = gcmEncrypt(keyIn(derived), nonceIn(derived), plaintext);
  const sealed = Buffer.concat([head, salt, commitmentIn(derived), ciphertext, tag]);
  derived.fill(0);
  return sealed;
}

/** @throws CannotOpen */
export function openCommitted(secret: KeyObject, info: Uint8Array, box: Buffer): Buffer {
  if (box.length < BOX_OVERHEAD) throw new CannotOpen();
  const body = SALT_BYTES + COMMITMENT_BYTES;
  const end = box.length - TAG_BYTES;
  const derived = hkdf(secret, box.subarray(0, SALT_BYTES), info, DERIVED_BYTES);
  try {
    if (!timingSafeEqual(commitmentIn(derived), box.subarray(SALT_BYTES, body))) throw new CannotOpen();
    return gcmDecrypt(keyIn(derived), nonceIn(derived), { ciphertext: box.subarray(body, end), tag: box.subarray(end) });
  } finally {
    derived.fill(0);
  }
}

const keyIn = (derived: Buffer): Buffer => derived.subarray(0, KEY_BYTES);
const nonceIn = (derived: Buffer): Buffer => derived.subarray(KEY_BYTES, KEY_BYTES + NONCE_BYTES);
const commitmentIn = (derived: Buffer): Buffer => derived.subarray(KEY_BYTES + NONCE_BYTES);
