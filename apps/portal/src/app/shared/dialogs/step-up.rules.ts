import type { ProofKind } from '#contracts/auth.js';

/** Which of the proofs that an account can give this browser can take, in the same order. */
export function proofsHere(proofs: readonly ProofKind[], canUsePasskeys: boolean): ProofKind[] {
  return proofs.filter((proof) => proof !== 'passkey' || canUsePasskeys);
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
