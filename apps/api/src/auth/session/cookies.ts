import type { Request } from 'express';

/** The value of a cookie as the browser sent it, or null. The values of this room need no decoding (base64url). */
export function cookieIn(request: Pick<Request, 'headers'>, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}
