import { randomBytes, type KeyObject } from 'node:crypto';
import { CannotOpen } from '../cannot-open.js';
import { BOX_OVERHEAD, openCommitted, SALT_BYTES, sealCommitted } from '../committed.js';
import { DataKey, type DataKeyName } from './data-key.js';
import { lengthPrefixed, uint32 } from '../fields.js';
import { KEY_BYTES } from '../primitives.js';

/*
 * A data key at rest (docs/security.md, "Wrapped key"):
 *
 *   format 1 | salt 24 | commitment 32 | encrypted key 32 | tag 16
 *
 * Owner, key id and version are the HKDF info: a wrapped key that was moved to another row or relabelled does not open.
 */

const FORMAT = Uint8Array.of(1);
const LABEL = 'chat-man/wrapped-key/1';
export const WRAPPED_BYTES = FORMAT.length + BOX_OVERHEAD + KEY_BYTES;

declare const wrappedBrand: unique symbol;
/** A data key sealed under a wrap key. Stored as `bytea`. */
export type Wrapped = Buffer & { readonly [wrappedBrand]: true };

export function wrapKey(wrapKey: KeyObject, key: DataKey): Wrapped {
  return wrapKeyWithSalt(wrapKey, key, randomBytes(SALT_BYTES));
}

/** For test vectors alone; everybody else calls `wrapKey`. */
export function wrapKeyWithSalt(wrapKey: KeyObject, key: DataKey, salt: Uint8Array): Wrapped {
  const secret = key.secret.export();
  const wrapped = sealCommitted(FORMAT, wrapKey, context(key), secret, salt);
  secret.fill(0);
  return wrapped as Wrapped;
}

/** @throws CannotOpen when the wrap key, the name or the bytes are not those of the wrapping. */
export function unwrapKey(wrapKey: KeyObject, wrapped: Uint8Array, name: DataKeyName): DataKey {
  if (wrapped.length !== WRAPPED_BYTES || wrapped[0] !== FORMAT[0]) throw new CannotOpen();
  const box = Buffer.from(wrapped.buffer, wrapped.byteOffset + FORMAT.length, wrapped.length - FORMAT.length);
  return DataKey.of(name, openCommitted(wrapKey, context(name), box));
}

function context({ owner, id, version }: DataKeyName): Buffer {
  return lengthPrefixed(LABEL, owner, id, uint32(version));
}
