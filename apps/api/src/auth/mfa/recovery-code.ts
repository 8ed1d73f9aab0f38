import { randomInt } from 'node:crypto';

/**
 * Without what looks alike: 30 signs, 24 of them give 117 bits. From 112 bits on, a keyed hash keeps them well (OWASP ASVS 6.5.2): there is
 * nothing to try, even for somebody who has table and key. Codes from before had ten signs; they work until they are used or replaced.
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
