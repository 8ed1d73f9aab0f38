/** Hours for which the answer to a call is kept. */
export const keptHours = 24;

/** Visible ASCII, as the IETF draft on the Idempotency-Key header has it; short ones would meet by chance. */
export function isIdempotencyKey(text: string): boolean {
  return /^[\x21-\x7e]{8,200}$/.test(text);
}

/** Calls that began before this moment are forgotten. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - keptHours * 3_600_000);
}

/** What makes two calls the same: where it goes and what it says. */
export function callText(method: string, url: string, body: unknown): string {
  return JSON.stringify([method, url, body ?? null]);
}
