import type { ProofKind } from '#contracts/auth/auth.js';
import type { Means } from './proof-kinds.rules.js';

/** `first`: what one knows, or the word of the provider. `second`: a code. `passkey`: nothing else can do. */
export type MissingFactor = 'first' | 'second' | 'passkey';

/**
 * The missing factors of an account. A passkey alone was verified by PIN or finger, so it is both; beside a first factor a
 * touch is enough.
 */
export function missingFactor(
  { hasPassword, hasIdentity, app, passkeys }: Means,
  given: readonly ProofKind[],
): MissingFactor | null {
  if (given.includes('passkey')) return null;
  if (!given.includes('password') && !given.includes('sso')) return hasPassword || hasIdentity ? 'first' : 'passkey';
  return (app || passkeys > 0) && !given.includes('code') ? 'second' : null;
}
