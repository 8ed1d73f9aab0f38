import type { Me } from '#contracts/me.js';

/** By what a person says again who they are. */
export type Proof = 'passkey' | 'code' | 'password';

/** What of these a person has, the one to offer first in front. Everybody may use their password. */
export function proofsOf(
  mfa: Pick<Me['mfa'], 'app' | 'passkeys' | 'recoveryCodes'> | undefined,
  canUsePasskeys: boolean,
): [Proof, ...Proof[]] {
  const hasPasskey = canUsePasskeys && (mfa?.passkeys ?? 0) > 0;
  const hasCode = mfa?.app === true || (mfa?.recoveryCodes ?? 0) > 0;
  const second: Proof[] = [...(hasPasskey ? ['passkey' as const] : []), ...(hasCode ? ['code' as const] : [])];
  const [first, ...others] = second;
  return first === undefined ? ['password'] : [first, ...others, 'password'];
}

/** What keeps a proof from being sent; null when nothing does. */
export function missingProof(by: Proof, typed: string): string | null {
  if (by === 'passkey') return null;
  if (typed === '') return 'Please enter it.';
  return by === 'code' && typed.trim().length < 6 ? 'A code has six digits; a recovery code is longer.' : null;
}

export const proofWords: Readonly<Record<Proof, { act: string; checking: string; instead: string; refused: string }>> = {
  passkey: {
    act: 'Use your passkey',
    checking: 'Waiting for your passkey…',
    instead: 'Use a passkey instead',
    refused: 'This passkey was not accepted: it is not yours, or it did not ask for your fingerprint, face or PIN.',
  },
  code: {
    act: 'Continue',
    checking: 'Checking…',
    instead: 'Use a code instead',
    refused: 'This is not the code of this moment.',
  },
  password: {
    act: 'Continue',
    checking: 'Checking…',
    instead: 'Use the password instead',
    // An account that came by single sign-on may have none.
    refused:
      'This is not your password. If you have none, because you sign in elsewhere, sign out and in again: for five minutes you are not asked then.',
  },
};
