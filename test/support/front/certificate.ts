import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { selfSigned, type Certificate } from '../../../apps/cli/src/compose/certificate.js';

/** A certificate for localhost, made for one test run, that `fetch` of this process trusts from then on. */
export async function trustedCertificate(): Promise<Certificate> {
  const made = await selfSigned(['localhost', '127.0.0.1'], 1);
  setDefaultCACertificates([...getCACertificates('default'), made.certificate]);
  return made;
}
