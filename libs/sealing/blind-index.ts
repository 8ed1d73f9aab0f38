import { createSecretKey, type KeyObject } from 'node:crypto';
import { lengthPrefixed } from './fields.js';
import { hkdf, hmac, KEY_BYTES } from './primitives.js';

/*
 * A blind index lets the database find a row by a value that it stores only sealed: equal values give equal 32 bytes, which
 * cannot be computed without the key. It reveals which rows are equal and how often, so it is for values that hardly
 * repeat (e-mail addresses), never for a field with few possible values.
 */

/** A key for one column: the same value in two columns gives two unrelated indexes. `column` as `auth.user.email`. */
export function blindIndexKey(root: KeyObject, column: string): KeyObject {
  return createSecretKey(hkdf(root, new Uint8Array(), lengthPrefixed('chat-man/blind-index/1', column), KEY_BYTES));
}

/** 32 bytes that are equal for values that a person would call the same. */
export function blindIndex(columnKey: KeyObject, value: string): Buffer {
  return hmac(columnKey, normalised(value));
}

/**
 * NFKC, lower case, no white space around. Lower-casing can undo NFKC, so NFKC comes again: applying the function twice
 * never changes the result of applying it once.
 */
export function normalised(value: string): string {
  return value.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}
