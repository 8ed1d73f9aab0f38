import { execFileSync } from 'node:child_process';
import { freeLoopbackPort } from '../../../libs/platform/postgres/embedded/free-port.js';
import { trustedCertificate } from './certificate.js';
import { startNginx } from './nginx.js';
import { startOwnProxy } from './own-proxy.js';

/** A reverse proxy with TLS in front of several instances. */
export interface Front {
  readonly url: string;
  readonly kind: 'nginx' | 'own';
  stop(): Promise<void>;
}

export const hasNginx = ((): boolean => {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** The nginx of this machine with the configuration that Chat Man ships; without one, a small proxy of our own that does the same for requests. */
export async function aFront(ports: readonly number[]): Promise<Front> {
  const certificate = await trustedCertificate();
  const port = await freeLoopbackPort();
  const stop = hasNginx ? await startNginx(port, ports, certificate) : await startOwnProxy(port, ports, certificate);
  return { url: `https://localhost:${port}`, kind: hasNginx ? 'nginx' : 'own', stop };
}
