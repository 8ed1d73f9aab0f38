import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CannotOpen } from './cannot-open.js';
import { gcmDecrypt, gcmEncrypt, hkdf, hmac, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from './primitives.js';

/*
 * Project Wycheproof's vectors against the primitives with the parameters that the formats use: 256-bit keys, 96-bit nonces,
 * 128-bit tags, no additional data; whole HMAC tags. They are public data beside the repository, not part of it.
 */

const FOLDER = new URL('../../../shared/data/wycheproof/', import.meta.url);
const available = existsSync(FOLDER);
if (!available) console.info('skipped: Wycheproof vectors (no ../shared/data/wycheproof)');

interface Aead {
  readonly ivSize: number;
  readonly keySize: number;
  readonly tagSize: number;
  readonly tests: readonly Record<'key' | 'iv' | 'aad' | 'msg' | 'ct' | 'tag' | 'result' | 'comment', string>[];
}
interface Hkdf {
  readonly tests: readonly (Record<'ikm' | 'salt' | 'info' | 'okm' | 'result' | 'comment', string> & { readonly size: number })[];
}
interface Mac {
  readonly tagSize: number;
  readonly tests: readonly Record<'key' | 'msg' | 'tag' | 'result' | 'comment', string>[];
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const groups = <Group>(file: string): readonly Group[] =>
  available ? (JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as { testGroups: Group[] }).testGroups : [];

describe.runIf(available)('AES-256-GCM', () => {
  const cases = groups<Aead>('aes_gcm_test.json')
    .filter((group) => group.keySize === KEY_BYTES * 8 && group.ivSize === NONCE_BYTES * 8 && group.tagSize === TAG_BYTES * 8)
    .flatMap((group) => group.tests)
    .filter((test) => test.aad === '');

  it('has cases of both kinds', () => {
    expect(new Set(cases.map((test) => test.result))).toEqual(new Set(['valid', 'invalid']));
  });

  it.each(cases.filter((test) => test.result === 'valid'))(
    'encrypts and decrypts: $comment $msg',
    ({ key, iv, msg, ct, tag }) => {
      const encrypted = gcmEncrypt(hex(key), hex(iv), hex(msg));
      expect(encrypted).toEqual({ ciphertext: hex(ct), tag: hex(tag) });
      expect(gcmDecrypt(hex(key), hex(iv), encrypted)).toEqual(hex(msg));
    },
  );

  it.each(cases.filter((test) => test.result === 'invalid'))('refuses: $comment $tag', ({ key, iv, ct, tag }) => {
    expect(() => gcmDecrypt(hex(key), hex(iv), { ciphertext: hex(ct), tag: hex(tag) })).toThrow(CannotOpen);
  });
});

describe.runIf(available)('HKDF-SHA-256', () => {
  const cases = groups<Hkdf>('hkdf_sha256_test.json').flatMap((group) => group.tests);

  it.each(cases.filter((test) => test.result === 'valid'))('derives: $comment $size', ({ ikm, salt, info, size, okm }) => {
    expect(hkdf(hex(ikm), hex(salt), hex(info), size)).toEqual(hex(okm));
  });

  it.each(cases.filter((test) => test.result === 'invalid'))('refuses: $comment $size', ({ ikm, salt, info, size }) => {
    expect(() => hkdf(hex(ikm), hex(salt), hex(info), size)).toThrow();
  });
});

describe.runIf(available)('HMAC-SHA-256', () => {
  const cases = groups<Mac>('hmac_sha256_test.json')
    .filter((group) => group.tagSize === 256)
    .flatMap((group) => group.tests);

  it.each(cases.filter((test) => test.result === 'valid'))('computes: $comment $msg', ({ key, msg, tag }) => {
    expect(hmac(hex(key), hex(msg))).toEqual(hex(tag));
  });

  it.each(cases.filter((test) => test.result === 'invalid'))('differs from: $comment $tag', ({ key, msg, tag }) => {
    expect(hmac(hex(key), hex(msg))).not.toEqual(hex(tag));
  });
});
