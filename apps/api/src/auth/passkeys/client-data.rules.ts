import * as z from 'zod/mini';

const ClientData = z.object({ challenge: z.string().check(z.minLength(16), z.maxLength(200)) });

/** The challenge that an answer says it is for, or null when there is none to read. What the answer is worth, its signature says. */
export function challengeIn(clientDataJSON: string): string | null {
  try {
    const text = new TextDecoder().decode(bytesOf(clientDataJSON));
    const read = z.safeParse(ClientData, JSON.parse(text));
    return read.success ? read.data.challenge : null;
  } catch {
    return null; // not base64url, not UTF-8 or not JSON: no challenge
  }
}

function bytesOf(base64url: string): Uint8Array {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
}
