import { createSecretKey, type KeyObject } from 'node:crypto';
import type { DataKey } from './data-key.js';
import { lengthPrefixed } from '../fields.js';
import { hkdf, KEY_BYTES } from '../primitives.js';

/** A 32-byte secret for one named use (a pepper, the root of the blind indexes), always the same for the same data key and use. */
export function deriveSecret(key: DataKey, use: string): KeyObject {
  return createSecretKey(hkdf(key.secret, new Uint8Array(), lengthPrefixed('chat-man/derived/1', use), KEY_BYTES));
}
