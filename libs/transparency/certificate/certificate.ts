import { createHash } from 'node:crypto';
import { openAttestation, type Attestation, type AttestationKind } from '../export/attestation.js';
import { NoteVerifier } from '../note/note-key.js';
import { NoteError } from '../note/note-text.js';
import { canonicalText, type Canonical } from './canonical-json.js';

/** What an installation certifies about its own acts. */
export type CertificateKind = Extract<AttestationKind, 'retention' | 'erasure' | 'access-review'>;
export const certificateKinds: readonly CertificateKind[] = ['retention', 'erasure', 'access-review'];

/** A statement that can be checked years later with the file and a public key alone. */
export interface Certificate {
  readonly kind: CertificateKind;
  readonly id: string;
  /** What was done, without content or names. */
  readonly body: { readonly [key: string]: Canonical };
}

export type CertificateVerdict =
  | {
      readonly valid: true;
      readonly certificate: Certificate;
      /** Name of the key that signed it. */
      readonly signedBy: string;
      /** The verifier key that signed it. */
      readonly key: string;
      /** `given`: a key that the reader obtained elsewhere. `carried`: the one in the file, which proves nothing about who made it. */
      readonly trust: 'given' | 'carried';
    }
  | { readonly valid: false; readonly reason: string };

const format = 'chatman.certificate';
const version = 1;

/** What the log's key has to attest for this certificate. */
export function attestationOf({ kind, id, body }: Certificate): Attestation {
  const text = canonicalText({ format, version, kind, id, body });
  return { kind, id, sha256: createHash('sha256').update(text).digest('hex') };
}

/** The file: one line of canonical JSON with the signed note and the key that signed it. */
export function certificateText({ kind, id, body }: Certificate, note: string, keys: readonly string[]): string {
  const key = keys.find((each) => signs(note, kind, each));
  if (key === undefined) throw new NoteError('no key of this installation has signed the certificate');
  return `${canonicalText({ format, version, kind, id, body, note, key })}\n`;
}

/**
 * Whether a certificate is, byte for byte, what the log's key signed. Needs no configuration, database or network.
 * @param trusted verifier keys that the reader obtained elsewhere; without them, the key that the file carries is used
 */
export function verifyCertificate(text: string, trusted: readonly NoteVerifier[] = []): CertificateVerdict {
  try {
    const { certificate, note, key } = parsed(text);
    const carried = NoteVerifier.parse(key);
    if (carried.toString() !== key) throw new NoteError('the verifier key is malformed');
    const known = trusted.length === 0 ? carried : trusted.find((each) => each.toString() === key);
    if (known === undefined) return { valid: false, reason: 'it was signed by a key other than the given ones' };
    const attested = openAttestation(note, certificate.kind, [known]);
    const expected = attestationOf(certificate);
    if (attested.id !== expected.id || attested.sha256 !== expected.sha256)
      return { valid: false, reason: 'its text is not the one that was signed' };
    return { valid: true, certificate, signedBy: known.name, key, trust: trusted.length === 0 ? 'carried' : 'given' };
  } catch (cause) {
    if (cause instanceof NoteError || cause instanceof SyntaxError || cause instanceof TypeError)
      return { valid: false, reason: cause instanceof NoteError ? cause.message : 'it is not a certificate of Chat Man' };
    throw cause;
  }
}

function parsed(text: string): { readonly certificate: Certificate; readonly note: string; readonly key: string } {
  const value = JSON.parse(text) as Record<string, unknown>;
  const { kind, id, body, note, key } = value;
  const isCertificate =
    value['format'] === format &&
    value['version'] === version &&
    certificateKinds.includes(kind as CertificateKind) &&
    [id, note, key].every((part) => typeof part === 'string') &&
    typeof body === 'object' &&
    body !== null &&
    Object.keys(value).length === 7;
  if (!isCertificate) throw new TypeError('This is not a certificate.');
  // A file that says the same in other bytes is not the one that was issued.
  if (`${canonicalText(value)}\n` !== text) throw new NoteError('its bytes were changed');
  return { certificate: { kind, id, body } as Certificate, note: note as string, key: key as string };
}

function signs(note: string, kind: CertificateKind, key: string): boolean {
  try {
    openAttestation(note, kind, [NoteVerifier.parse(key)]);
    return true;
  } catch (cause) {
    if (cause instanceof NoteError) return false;
    throw cause;
  }
}
