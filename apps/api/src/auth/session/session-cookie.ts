import type { CookieOptions } from 'express';

type Mode = 'development' | 'production' | 'test';

interface NamedCookie {
  readonly name: string;
  readonly options: CookieOptions & { readonly secure: boolean };
}

/** `__Host-` makes browsers refuse the cookie from anywhere but this very host over TLS (RFC 6265bis, section 4.1.3.2). */
export function cookieOf(mode: Mode): NamedCookie {
  return named('sid', 'strict', mode);
}

/** Recognises a browser that was used before. It opens nothing. */
export function deviceCookieOf(mode: Mode): NamedCookie {
  return named('device', 'strict', mode);
}

/** A single sign-on under way. Lax, since the provider's site sends the browser back here, where a strict cookie stays away. */
export function ssoCookieOf(mode: Mode): NamedCookie {
  return named('sso', 'lax', mode);
}

function named(name: string, sameSite: 'strict' | 'lax', mode: Mode): NamedCookie {
  const isProduction = mode === 'production';
  return {
    name: `${isProduction ? '__Host-' : ''}chatman.${name}`,
    options: { httpOnly: true, sameSite, path: '/', secure: isProduction },
  };
}
