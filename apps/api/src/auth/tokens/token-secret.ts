import { createHash, randomBytes } from 'node:crypto';
import { tokenPrefix } from '#contracts/auth/tokens.js';

/** A new token: 256 random bits, so that a plain hash is enough to keep. */
export function newToken(): string {
  return tokenPrefix + randomBytes(32).toString('base64url');
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The token of an `Authorization` header (RFC 6750, section 2.1), or null where it is not one of our tokens. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer +(cm_[A-Za-z0-9_-]{43})$/i.exec(header ?? '')?.[1] ?? null;
}
