import type { NoteSigner, NoteVerifier } from '../note/note-key.js';
import { NoteError } from '../note/note-text.js';
import { openNote, signNote } from '../note/signed-note.js';

/** What the log's key may attest beside the log itself. The kind is part of the signed text, so one never passes for another. */
export type AttestationKind = 'backup' | 'keyring' | 'retention' | 'erasure' | 'rights-package' | 'evidence' | 'access-review';

/** That this file, known by its hash, was made by the installation that keeps the log. */
export interface Attestation {
  readonly kind: AttestationKind;
  readonly id: string;
  /** SHA-256 in hex. */
  readonly sha256: string;
}

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const hashShape = /^[0-9a-f]{64}$/;

/** Signs `<origin>/<kind>`, the id and the hash, a line each, as a C2SP note. No checkpoint reads like that: its origin has no kind. */
export function signAttestation(attestation: Attestation, signer: NoteSigner): string {
  return signNote(attestationText(attestation, signer.verifier.name), signer);
}

/** Opens a note of `signAttestation`; throws a NoteError unless a known key signed it for its own origin and this kind. */
export function openAttestation(note: string, kind: AttestationKind, verifiers: readonly NoteVerifier[]): Attestation {
  const { text, signedBy } = openNote(note, verifiers);
  const [, id = '', sha256 = ''] = text.split('\n');
  const attestation = { kind, id, sha256 };
  if (!signedBy.some(({ name }) => attestationText(attestation, name) === text))
    throw new NoteError(`the note does not vouch for a ${kind}`);
  return attestation;
}

function attestationText({ kind, id, sha256 }: Attestation, origin: string): string {
  if (!idShape.test(id)) throw new NoteError('the id is malformed');
  if (!hashShape.test(sha256)) throw new NoteError('the hash is malformed');
  return `${origin}/${kind}\n${id}\n${sha256}\n`;
}
