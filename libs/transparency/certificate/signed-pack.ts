import { createHash } from 'node:crypto';
import { openAttestation, type AttestationKind } from '../export/attestation.js';
import { NoteVerifier } from '../note/note-key.js';
import { NoteError } from '../note/note-text.js';

/** The packs that carry a signed manifest: by the format of the manifest, what the note attests and where its id is. */
const kinds: Readonly<Record<string, { readonly kind: AttestationKind; readonly id: 'id' | 'requestId' }>> = {
  'chatman.evidence-manifest': { kind: 'evidence', id: 'id' },
  'chatman.personal-data-manifest': { kind: 'rights-package', id: 'requestId' },
};

/** Not listed in the manifest: these two make it. */
const unlisted: ReadonlySet<string> = new Set(['manifest.json', 'manifest.note']);

export type PackVerdict =
  | {
      readonly valid: true;
      readonly kind: AttestationKind;
      readonly id: string;
      readonly createdAt: string;
      readonly files: number;
      readonly signedBy: string;
      readonly key: string;
      /** `given`: a key that the reader obtained elsewhere. `carried`: the one in the pack, which proves nothing about who made it. */
      readonly trust: 'given' | 'carried';
    }
  | { readonly valid: false; readonly reason: string };

interface Manifest {
  readonly format: string;
  readonly createdAt: string;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly [key: string]: unknown;
}

/**
 * Whether a pack is, file for file and byte for byte, what the log's key signed. Needs no configuration, database or network.
 * @param trusted verifier keys that the reader obtained elsewhere; without them, those that the pack carries are used
 */
export function verifyPack(files: ReadonlyMap<string, Uint8Array>, trusted: readonly NoteVerifier[] = []): PackVerdict {
  try {
    const manifest = JSON.parse(textOf(files, 'manifest.json')) as Manifest;
    const found = kinds[manifest.format];
    if (found === undefined) return { valid: false, reason: 'its manifest is not one of Chat Man' };
    const carried = trusted.length === 0;
    const keys = carried ? keysIn(textOf(files, 'audit.pub')) : trusted;
    const attested = openedBy(keys, textOf(files, 'manifest.note'), found.kind);
    if (attested.id !== manifest[found.id] || attested.sha256 !== hashOf(files.get('manifest.json')!))
      return { valid: false, reason: 'its manifest is not the one that was signed' };
    const reason = firstDifference(files, manifest);
    if (reason !== null) return { valid: false, reason };
    const { id, key } = attested;
    const { createdAt } = manifest;
    const trust = carried ? 'carried' : 'given';
    return {
      valid: true,
      kind: found.kind,
      id,
      createdAt,
      files: manifest.files.length,
      signedBy: key.name,
      key: key.toString(),
      trust,
    };
  } catch (cause) {
    if (cause instanceof NoteError || cause instanceof SyntaxError || cause instanceof TypeError)
      return { valid: false, reason: cause instanceof NoteError ? cause.message : 'it is not a pack of Chat Man' };
    throw cause;
  }
}

function firstDifference(files: ReadonlyMap<string, Uint8Array>, { files: listed }: Manifest): string | null {
  for (const { path, bytes, sha256 } of listed) {
    const content = files.get(path);
    if (content === undefined) return `${path} is missing`;
    if (content.length !== bytes || hashOf(content) !== sha256) return `${path} was changed`;
  }
  const known = new Set(listed.map(({ path }) => path));
  const added = [...files.keys()].find((path) => !known.has(path) && !unlisted.has(path));
  return added === undefined ? null : `${added} was added`;
}

function openedBy(keys: readonly NoteVerifier[], note: string, kind: AttestationKind) {
  for (const key of keys) {
    try {
      return { ...openAttestation(note, kind, [key]), key };
    } catch (cause) {
      if (!(cause instanceof NoteError)) throw cause;
    }
  }
  throw new NoteError('it was signed by none of the keys');
}

function keysIn(text: string): NoteVerifier[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [NoteVerifier.parse(line.trim())]));
}

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const content = files.get(path);
  if (content === undefined) throw new NoteError(`${path} is missing`);
  return Buffer.from(content).toString('utf8');
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
