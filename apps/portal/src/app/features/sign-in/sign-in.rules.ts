/** What of a refusal matters here. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly more: { readonly retryAfterSeconds?: number };
}

/** Why somebody who was signed in sees the sign-in page again; empty for a first visit. */
export function signOutWords(why: string | undefined, aDraftWaits: boolean): string {
  const kept = aDraftWaits ? $localize` Your drafts are kept encrypted until you sign in again.` : '';
  switch (why) {
    case 'idle':
      return $localize`You were signed out after a period of inactivity.${kept}`;
    case 'absolute':
      return $localize`Your session reached its maximum length and ended.${kept}`;
    case 'elsewhere':
      return $localize`Your session was ended. Sign in again.${kept}`;
    case 'password-changed':
      return $localize`Your password was changed. Sign in with the new one.`;
    case 'signed-out':
      return $localize`You are signed out.`;
    default:
      return '';
  }
}

/** By what somebody wanted to come in. */
export type SignInMethod = 'password' | 'passkey' | 'sso';

/** Our words for the refusals that have better ones than the API's own; null for the rest. */
export function refusalWords(refusal: Refusal | null, by: SignInMethod, provider: string): string | null {
  if (refusal?.code === 'invalid-credentials') {
    return by === 'passkey'
      ? $localize`This passkey wasn’t accepted. On its own, it works only if it asks for your fingerprint, face or PIN; otherwise, use it after your password.`
      : $localize`That username and password don’t match.`;
  }
  if (refusal?.code === 'sso-refused') return ssoRefusalWords(provider);
  return refusal?.status === 429 ? waitingWords(refusal) : null;
}

export function ssoRefusalWords(provider: string): string {
  return $localize`${provider} didn’t confirm your identity, it took too long, or you cancelled. Nothing was changed. Try again; if it keeps failing, ask an administrator.`;
}

/** The first step went well, so that this can be plainer. */
export function secondStepWords(refusal: Refusal | null, by: 'code' | 'passkey'): string | null {
  if (refusal?.code === 'invalid-credentials') {
    return by === 'passkey'
      ? $localize`This passkey doesn’t belong to the account you’re signing in to.`
      : $localize`That code is incorrect or was already used. Your app shows a new one every 30 seconds.`;
  }
  if (refusal?.code === 'sso-refused') return $localize`This took too long. Start again.`;
  return refusal?.status === 429 ? waitingWords(refusal) : null;
}

/** A path of this site only: an address from a link must never lead to another one. */
export function placeToReturnTo(back: string | undefined): string {
  if (back === undefined || !/^\/(?![/\\])/.test(back) || /[\\\u0000-\u001f]/.test(back)) return '/chat';
  return /^\/(sign-in|register|set-up|new-password|no-access|unreachable)\b/.test(back) ? '/chat' : back;
}

function waitingWords({ more }: Refusal): string {
  return $localize`Too many attempts. Wait ${waitingTime(more.retryAfterSeconds)} and try again.`;
}

function waitingTime(seconds: number | undefined): string {
  if (seconds === undefined) return $localize`a few minutes`;
  if (seconds < 90) return $localize`${String(seconds)} seconds`;
  return $localize`${String(Math.ceil(seconds / 60))} minutes`;
}
