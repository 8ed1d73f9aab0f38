import type { ProofKind, StepUpProofs } from '#contracts/auth.js';

/** Which of the proofs that an account can give this browser can take, in the same order. */
export function proofsHere(proofs: readonly ProofKind[], canUsePasskeys: boolean): ProofKind[] {
  return proofs.filter((proof) => proof !== 'passkey' || canUsePasskeys);
}

/** One way to say again who one is: by a proof alone, or with a second one beside it. */
export interface Way {
  readonly by: ProofKind;
  readonly and: 'code' | 'passkey' | null;
}

/** The ways that are open in this browser, the one to offer first in front. */
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

/** What to do where no proof can be given. */
export function noProofWords(proofs: readonly ProofKind[]): string {
  return proofs.length > 0
    ? 'You can say who you are with your passkey only, and this browser cannot use it. Please go on in another browser, or over https.'
    : 'Nothing is left by which you could say who you are. Please ask an administrator for a link to choose a password.';
}

/** What keeps a proof from being sent; null when nothing does. */
export function missingProof(by: ProofKind | null, typed: string): string | null {
  if (by === null || by === 'passkey' || by === 'sso') return null;
  if (typed === '') return 'Please enter it.';
  return by === 'code' && typed.trim().length < 6 ? 'A code has six digits; a recovery code is longer.' : null;
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
    act: `Confirm at ${provider}`,
    checking: `Confirm at ${provider}`,
    instead: `Confirm at ${provider} instead`,
    refused: `${provider} did not confirm who you are.`,
  };
}

const wordsOf: Readonly<Record<Exclude<ProofKind, 'sso'>, ProofWords>> = {
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
    refused: 'This is not your password.',
  },
};

/** Which of two proofs was wrong is not told. */
export function refusedWords(by: ProofKind, and: Way['and'], provider: string): string {
  if (and === null) return proofWords(by, provider).refused;
  return and === 'code'
    ? 'This is not your password, or not the code of this moment.'
    : 'This is not your password, or the passkey was not accepted.';
}
