import { randomInt } from 'node:crypto';

/**
 * Without characters that look alike: 24 out of 30 give 117 bits. From 112 bits on a keyed hash protects them (OWASP ASVS 6.5.2): guessing
 * fails even with table and key at hand. Older codes had ten characters; they work until they are used or replaced.
 */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** Ten codes `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => Array.from({ length: 6 }, () => signs(4)).join('-'));
}

/** As people type it: with or without the dash, in any case. */
export function normalisedCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function signs(count: number): string {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]!).join('');
}
