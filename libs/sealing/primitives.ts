import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { CannotOpen } from './cannot-open.js';

/*
 * The only calls into node:crypto's algorithms, each with exactly the parameters that the formats use,
 * so that the public test vectors run against the code path of production.
 */

const CIPHER = 'aes-256-gcm';
export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

type Secret = KeyObject | Uint8Array;

/** HKDF with SHA-256 (RFC 5869). At most 255 × 32 bytes come out; `info` is at most 1,024 bytes (a limit of Node.js). */
export function hkdf(secret: Secret, salt: Uint8Array, info: Uint8Array, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));
}

/** HMAC with SHA-256 (RFC 2104, FIPS 198-1), 32 bytes. */
export function hmac(secret: Secret, message: Uint8Array | string): Buffer {
  return createHmac('sha256', secret).update(message).digest();
}

export interface Encrypted {
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

/**
 * AES-256-GCM (NIST SP 800-38D) without additional data: what the formats bind, they bind by deriving the key from it.
 * The caller must never use a key and nonce twice. Node.js takes bytes for a key too, and four times as long over it.
 */
export function gcmEncrypt(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Encrypted {
  const cipher = createCipheriv(CIPHER, createSecretKey(key), nonce, { authTagLength: TAG_BYTES });
  const ciphertext = cipher.update(plaintext);
  cipher.final(); // GCM is a stream: nothing is left over
  return { ciphertext, tag: cipher.getAuthTag() };
}

/** @throws CannotOpen when the tag does not fit. */
export function gcmDecrypt(key: Uint8Array, nonce: Uint8Array, { ciphertext, tag }: Encrypted): Buffer {
  const decipher = createDecipheriv(CIPHER, createSecretKey(key), nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(tag);
  const plaintext = decipher.update(ciphertext);
  try {
    decipher.final();
  } catch {
    plaintext.fill(0); // unauthenticated bytes must not survive, not even in a core dump
    throw new CannotOpen();
  }
  return plaintext;
}
