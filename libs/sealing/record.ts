import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { CannotOpen } from './cannot-open.js';
import { BOX_OVERHEAD, openCommitted, SALT_BYTES, sealCommitted } from './committed.js';
import type { DataKey } from './keys/data-key.js';
import { lengthPrefixed, uint32 } from './fields.js';

/*
 * One sealed column value (docs/security.md, "Sealed record"):
 *
 *   format 1 | key id 16 | key version 4 | salt 24 | commitment 32 | ciphertext | tag 16
 *
 * The context below is the HKDF info, so a record opens only in the table, column and row, for the owner and under the key
 * version it was made for. A record that was copied elsewhere is as good as noise.
 */

const FORMAT = 1;
const LABEL = lengthPrefixed('chat-man/record/1');
const KEY_ID_AT = 1;
const VERSION_AT = KEY_ID_AT + 16;
const BOX_AT = VERSION_AT + 4;

/** How many bytes longer than its plaintext a record is. */
export const RECORD_OVERHEAD = BOX_AT + BOX_OVERHEAD;

declare const sealedBrand: unique symbol;

/** Bytes that only this module makes, so that plaintext in a sealed column does not compile. Stored as `bytea`. */
export type Sealed = Buffer & { readonly [sealedBrand]: true };

/** The AAD of a record: where it lives. It must be known before sealing, hence ids made by the application. */
export interface RecordContext {
  /** Schema and table, as `chat.message`. */
  readonly table: string;
  readonly column: string;
  /** The row's id. */
  readonly row: string;
}

/** Seals a value for one context. Text is stored as UTF-8; a lone surrogate becomes U+FFFD, as everywhere in UTF-8. */
export function seal(key: DataKey, context: RecordContext, plaintext: string | Uint8Array): Sealed {
  return sealWithSalt(key, context, plaintext, randomBytes(SALT_BYTES));
}

/** For test vectors alone: two records under one salt, key and context would share a nonce. Everybody else calls `seal`. */
export function sealWithSalt(key: DataKey, context: RecordContext, plaintext: string | Uint8Array, salt: Uint8Array): Sealed {
  if (salt.length !== SALT_BYTES) throw new RangeError(`A record's salt has ${SALT_BYTES} bytes, got ${salt.length}.`);
  const head = Buffer.concat([Uint8Array.of(FORMAT), key.idBytes, uint32(key.version)], BOX_AT);
  const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
  return sealCommitted(head, key.secret, aad(key, context), bytes, salt) as Sealed;
}

/** @throws CannotOpen for every reason. */
export function open(key: DataKey, context: RecordContext, sealed: Sealed): Buffer {
  const { keyId, keyVersion } = sealedUnder(sealed);
  if (keyId !== key.id || keyVersion !== key.version) throw new CannotOpen();
  return openCommitted(key.secret, aad(key, context), sealed.subarray(BOX_AT));
}

/** Like `open`, for text. Bytes that are no UTF-8 were never sealed as text: the same error. */
export function openText(key: DataKey, context: RecordContext, sealed: Sealed): string {
  const bytes = open(key, context, sealed);
  if (!isUtf8(bytes)) throw new CannotOpen();
  return bytes.toString('utf8');
}

/**
 * Takes bytes read from a sealed column back into the type. Checks the shape only; whether they open, `open` says.
 *
 * @throws CannotOpen when they cannot be a record.
 */
export function asSealed(bytes: Uint8Array): Sealed {
  if (bytes.length < RECORD_OVERHEAD || bytes[0] !== FORMAT) throw new CannotOpen();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) as Sealed;
}

/** Which key a record says it is sealed under. Unproven until it opens. */
export function sealedUnder(sealed: Sealed): { readonly keyId: string; readonly keyVersion: number } {
  const record = asSealed(sealed);
  const hex = record.toString('hex', KEY_ID_AT, VERSION_AT);
  const keyId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return { keyId, keyVersion: record.readUInt32BE(VERSION_AT) };
}

function aad(key: DataKey, context: RecordContext): Buffer {
  return Buffer.concat([LABEL, lengthPrefixed(context.table, context.column, context.row), key.contextTail]);
}
