import type { CookieOptions } from 'express';
import { cookieName } from '#platform/access/session/session-cookie.js';
import type { Environment } from '#platform/config/environment/environment.js';

type Where = Pick<Environment, 'mode' | 'port' | 'publicUrl'>;

interface NamedCookie {
  readonly name: string;
  readonly options: CookieOptions & { readonly secure: boolean };
}

export function cookieOf(where: Where): NamedCookie {
  return named('sid', 'strict', where);
}

/** Recognises a browser that was used before. It opens nothing. */
export function deviceCookieOf(where: Where): NamedCookie {
  return named('device', 'strict', where);
}

/** A pending single sign-on. Lax, since the provider redirects back here and a strict cookie would not be sent. */
export function ssoCookieOf(where: Where): NamedCookie {
  return named('sso', 'lax', where);
}

function named(purpose: string, sameSite: 'strict' | 'lax', where: Where): NamedCookie {
  const isProduction = where.mode === 'production';
  return { name: cookieName(where, purpose), options: { httpOnly: true, sameSite, path: '/', secure: isProduction } };
}
