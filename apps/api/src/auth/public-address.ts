import type { Environment } from '#platform/config/environment/environment.js';

/** Under which address browsers reach this installation, without a `/` at its end: what providers and passkeys are bound to. */
export function publicAddress({ publicUrl, port }: Pick<Environment, 'publicUrl' | 'port'>): string {
  return (publicUrl ?? `http://localhost:${port}`).replace(/\/+$/, '');
}
