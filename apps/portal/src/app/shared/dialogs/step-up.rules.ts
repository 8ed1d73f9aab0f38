import type { ProofKind, StepUpProofs } from '#contracts/auth/auth.js';

/** The account's proofs that this browser supports, in the same order. */
export function proofsHere(proofs: readonly ProofKind[], canUsePasskeys: boolean): ProofKind[] {
  return proofs.filter((proof) => proof !== 'passkey' || canUsePasskeys);
}

/** One way to step up: a proof alone, or two together. */
export interface Way {
  readonly by: ProofKind;
  readonly and: 'code' | 'passkey' | null;
}

/** The ways available in this browser, the one to offer first in front. */
export function waysHere({ proofs, together }: StepUpProofs, canUsePasskeys: boolean): Way[] {
  const here = proofsHere(proofs, canUsePasskeys);
  const alone = here.map((by) => ({ by, and: null }));
  if (together === undefined) return alone;
  const seconds = here.filter((proof) => proof === 'code' || proof === 'passkey');
  if (together === 'second') return alone.filter(({ by }) => by === 'code' || by === 'passkey');
  const and = seconds.includes('code') ? 'code' : (seconds[0] ?? null);
  const isHeld = and !== null || !proofs.some((proof) => proof === 'code' || proof === 'passkey');
  return here.flatMap((by): Way[] => {
    if (by === 'passkey') return [{ by, and: null }];
    return by === 'code' || !isHeld ? [] : [{ by, and }];
  });
}

/** What to do where no proof is available. */
export function noProofWords(proofs: readonly ProofKind[]): string {
  return proofs.length > 0
    ? $localize`You can only confirm with your passkey, and it can’t be used here. Use another browser, or open Chat Man over HTTPS.`
    : $localize`Your account has no way to confirm that it’s you. To get one, ask an administrator for a password link.`;
}

/** Why a proof can't be sent yet; null when it can. */
export function missingProof(by: ProofKind | null, typed: string): string | null {
  if (by === null || by === 'passkey' || by === 'sso') return null;
  if (typed === '') return $localize`This field is required.`;
  return by === 'code' && typed.trim().length < 6 ? $localize`Enter the six-digit code, or a recovery code.` : null;
}

interface ProofWords {
  readonly act: string;
  readonly checking: string;
  readonly instead: string;
  readonly refused: string;
}

export function proofWords(proof: ProofKind, provider: string): ProofWords {
  if (proof !== 'sso') return wordsOf[proof];
  return {
    act: $localize`Confirm with ${provider}`,
    checking: $localize`Confirm with ${provider}`,
    instead: $localize`Confirm with ${provider} instead`,
    refused: $localize`${provider} didn’t confirm your identity.`,
  };
}

const wordsOf: Readonly<Record<Exclude<ProofKind, 'sso'>, ProofWords>> = {
  passkey: {
    act: $localize`Use your passkey`,
    checking: $localize`Waiting for your passkey…`,
    instead: $localize`Use a passkey instead`,
    refused: $localize`This passkey wasn’t accepted. It belongs to another account, or it didn’t ask for your fingerprint, face or PIN.`,
  },
  code: {
    act: $localize`Continue`,
    checking: $localize`Checking…`,
    instead: $localize`Use a code instead`,
    refused: $localize`That code is incorrect or has expired.`,
  },
  password: {
    act: $localize`Continue`,
    checking: $localize`Checking…`,
    instead: $localize`Use your password instead`,
    refused: $localize`That password is incorrect.`,
  },
};

/** Which of two proofs was wrong stays unsaid. */
export function refusedWords(by: ProofKind, and: Way['and'], provider: string): string {
  if (and === null) return proofWords(by, provider).refused;
  return and === 'code'
    ? $localize`That password or code is incorrect.`
    : $localize`That password is incorrect, or the passkey wasn’t accepted.`;
}
