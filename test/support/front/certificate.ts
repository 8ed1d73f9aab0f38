import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { selfSigned, type Certificate } from '../../../apps/cli/src/compose/certificate.js';

let trusted: Promise<Certificate> | undefined;

/** A certificate for localhost, made for one test run, that `fetch` of this process trusts from then on. */
export function trustedCertificate(): Promise<Certificate> {
  return (trusted ??= made()); // once: connections that are kept know the first alone
}

async function made(): Promise<Certificate> {
  const fresh = await selfSigned(['localhost', '127.0.0.1'], 1);
  setDefaultCACertificates([...getCACertificates('default'), fresh.certificate]);
  return fresh;
}
