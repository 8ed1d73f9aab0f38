import { randomInt } from 'node:crypto';

/** Without what looks alike: 30 signs, ten of them give 49 bits; the limit on failures makes guessing hopeless. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** Ten codes `XXXXX-XXXXX`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => `${signs(5)}-${signs(5)}`);
}

/** As people type it: with or without the dash, in any case. */
export function normalisedCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

function signs(count: number): string {
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]!).join('');
}
