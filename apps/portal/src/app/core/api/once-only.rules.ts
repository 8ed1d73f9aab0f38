/** Milliseconds before each further try: about a quarter of a minute in all. */
export const pauses: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000];

/** Two calls of this name are the same thing, done again. */
export function callName(method: string, path: string, body: unknown): string {
  return JSON.stringify([method, path, body ?? null]);
}

/** 128 random bits. Not `crypto.randomUUID`, which a page without TLS does not have. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether an answer leaves open if the call was done: a proxy's in place of the API's, or the API's own word that it does not know (yet). */
export async function answersNothing(response: Response): Promise<boolean> {
  if (response.status !== 409 && response.status < 502) return false;
  const answer: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null;
  return response.status === 409 ? code === 'idempotency-key-in-use' : code === null || code === 'outcome-unknown';
}
