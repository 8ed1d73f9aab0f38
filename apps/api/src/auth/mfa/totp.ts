import { createHmac, timingSafeEqual } from 'node:crypto';
import { base32 } from './base32.js';

/** Validity of one code in seconds, and its digits: the defaults of every authenticator app. */
const period = 30;
const digits = 6;

/** The time step of a point in time (RFC 6238, section 4.2; T0 is the Unix epoch). */
export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / 1_000 / period);
}

/** The code of a step: HOTP with HMAC-SHA-1 (RFC 4226, section 5.3). */
export function totpCode(secret: Uint8Array, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.at(-1)! & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** length).padStart(length, '0');
}

/**
 * The step that a code belongs to, or null: this one, or one of as many `neighbours` before and after it, since clocks differ. Equal time
 * for every code.
 */
export function stepOfCode(secret: Uint8Array, code: string, now: Date, neighbours: 0 | 1): number | null {
  const given = Buffer.from(code.padStart(digits).slice(0, digits));
  const current = totpStep(now);
  const counting = neighbours === 0 ? [current] : [current - 1, current, current + 1];
  const matching = counting.filter(
    (step) => given.length === digits && timingSafeEqual(given, Buffer.from(totpCode(secret, step))),
  );
  return code.length === digits ? (matching[0] ?? null) : null;
}

/** What the QR code says (Key URI format). */
export function otpauthUrl(secret: Uint8Array, username: string): string {
  const issuer = 'Chat Man';
  const query = new URLSearchParams({
    secret: base32(secret),
    issuer,
    algorithm: 'SHA1',
    digits: String(digits),
    period: String(period),
  });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(username)}?${query.toString().replaceAll('+', '%20')}`;
}
