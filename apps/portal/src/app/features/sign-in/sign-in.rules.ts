/** What of a refusal matters here. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly more: { readonly retryAfterSeconds?: number };
}

/** Why somebody who was inside stands at the door again; empty for a first visit. */
export function farewellWords(why: string | undefined): string {
  switch (why) {
    case 'idle':
      return 'You were signed out because nothing happened for a while. What you had typed is kept.';
    case 'absolute':
      return 'Your session reached its full length and ended. What you had typed is kept.';
    case 'elsewhere':
      return 'Your session was ended. Please sign in again.';
    case 'password-changed':
      return 'Your password was changed. Please sign in with the new one.';
    case 'signed-out':
      return 'You are signed out.';
    default:
      return '';
  }
}

/** Our words for the refusals that have better ones than the API's own; null for the rest. */
export function refusalWords(refusal: Refusal | null): string | null {
  if (refusal?.code === 'invalid-credentials')
    return 'Username, password or code is not right. Nothing else is told, on purpose.';
  if (refusal?.status === 429)
    return `Too many attempts. Please wait ${waitingTime(refusal.more.retryAfterSeconds)} and try again.`;
  return null;
}

/** A path of this site only: an address from a link must never lead to another one. */
export function placeToReturnTo(back: string | undefined): string {
  if (back === undefined || !/^\/(?![/\\])/.test(back) || /[\\\u0000-\u001f]/.test(back)) return '/chat';
  return /^\/(sign-in|register|set-up|new-password|no-access|unreachable)\b/.test(back) ? '/chat' : back;
}

function waitingTime(seconds: number | undefined): string {
  if (seconds === undefined) return 'a few minutes';
  if (seconds < 90) return `${String(seconds)} seconds`;
  return `${String(Math.ceil(seconds / 60))} minutes`;
}
