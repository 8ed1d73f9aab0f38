import type { CookieOptions } from 'express';

interface SessionCookie {
  readonly name: string;
  readonly options: CookieOptions & { readonly secure: boolean };
}

/** `__Host-` makes browsers refuse the cookie from anywhere but this very host over TLS (RFC 6265bis, section 4.1.3.2). */
export function cookieOf(mode: 'development' | 'production' | 'test'): SessionCookie {
  const isProduction = mode === 'production';
  return {
    name: isProduction ? '__Host-chatman.sid' : 'chatman.sid',
    options: { httpOnly: true, sameSite: 'strict', path: '/', secure: isProduction },
  };
}
