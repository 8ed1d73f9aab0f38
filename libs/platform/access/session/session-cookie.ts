import type { Environment } from '../../config/environment/environment.js';

type Where = Pick<Environment, 'mode' | 'port' | 'publicUrl'>;

const usualPort = '3001';

/**
 * The name of this installation's cookie. Browsers keep cookies by host, regardless of the port: so the public port is part of
 * the name, or two installations on one host would sign each other's people out. `__Host-` makes browsers refuse the cookie from anywhere
 * but this very host over TLS (RFC 6265bis, section 4.1.3.2).
 */
export function cookieName(where: Where, purpose: string): string {
  const port = unusualPort(where);
  return `${prefix(where)}chatman${port === null ? '' : `-${port}`}.${purpose}`;
}

export function sessionCookieName(where: Where): string {
  return cookieName(where, 'sid');
}

/** What it was called before the port was in it: sessions of then go on. */
export function formerCookieName(where: Where, purpose: string): string {
  return `${prefix(where)}chatman.${purpose}`;
}

function prefix({ mode }: Where): string {
  return mode === 'production' ? '__Host-' : '';
}

function unusualPort({ mode, port, publicUrl }: Where): string | null {
  const outer = publicUrl === null ? String(port) : new URL(publicUrl).port;
  const isUsual = outer === '' || (outer === usualPort && (mode !== 'production' || publicUrl === null));
  return isUsual ? null : outer;
}
