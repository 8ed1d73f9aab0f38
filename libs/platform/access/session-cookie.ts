import type { Environment } from '../config/environment.js';

/** `__Host-` makes browsers refuse the cookie from anywhere but this very host over TLS (RFC 6265bis, section 4.1.3.2). */
export function sessionCookieName(mode: Environment['mode']): string {
  return mode === 'production' ? '__Host-chatman.sid' : 'chatman.sid';
}
