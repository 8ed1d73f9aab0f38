import type { ProofKind } from '#contracts/auth/auth.js';

/** What an account has to prove itself with. */
export interface Means {
  readonly hasPassword: boolean;
  readonly app: boolean;
  readonly passkeys: number;
  readonly recoveryCodes: number;
  /** Whether an identity of a provider that is set up is linked to the account. */
  readonly hasIdentity: boolean;
}

/** Step-up methods, the strongest and quickest first. */
export function proofKindsOf(
  { hasPassword, app, passkeys, recoveryCodes, hasIdentity }: Means,
  { byFactor = false }: { readonly byFactor?: boolean } = {},
): ProofKind[] {
  const has: Readonly<Record<ProofKind, boolean>> = {
    passkey: passkeys > 0,
    code: app || recoveryCodes > 0,
    password: hasPassword && !byFactor,
    sso: hasIdentity && !byFactor,
  };
  return (['passkey', 'code', 'password', 'sso'] as const).filter((kind) => has[kind]);
}
