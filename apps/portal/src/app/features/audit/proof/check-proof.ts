import type { AuditEvent, AuditProof } from '#contracts/audit/audit.js';
import { inclusionPath } from './inclusion-path.rules.js';
import { bytesOf, leafBytes } from './leaf-bytes.rules.js';
import { signatureOf, type SignatureFinding } from './signed-root.js';

/** What this browser found by checking a proof itself; `not-here`: browsers withhold hashing from plain-HTTP addresses. */
export type ProofCheck = CheckedProof | { readonly kind: 'not-here' };

export interface CheckedProof {
  readonly kind: 'checked';
  /** Whether the event as it is shown has the hash that the proof begins with. */
  readonly isEvent: boolean;
  readonly leadsToRoot: boolean;
  readonly signature: SignatureFinding;
  /** From the event up to the root; the last one has to be the signed root. */
  readonly hashes: readonly string[];
}

/** Hash of the event, path up to the root (RFC 6962: SHA-256 over 1, left, right), signature of the root. */
export async function checkProof(event: AuditEvent, proof: AuditProof): Promise<ProofCheck> {
  const subtle = (crypto as { readonly subtle?: SubtleCrypto }).subtle;
  if (subtle === undefined) return { kind: 'not-here' };
  const hashes = await hashesUp(proof, subtle);
  const steps = inclusionPath(proof.index, proof.size);
  return {
    kind: 'checked',
    isEvent: (await leafHash(event, proof, subtle)) === proof.leafHash,
    leadsToRoot: steps.length === proof.proof.length && (hashes.at(-1) ?? proof.leafHash) === proof.root,
    signature: await signatureOf(proof, subtle),
    hashes,
  };
}

async function leafHash(event: AuditEvent, proof: AuditProof, subtle: SubtleCrypto): Promise<string | null> {
  const bytes = event.id === proof.eventId ? leafBytes(event, proof.leaf) : null;
  return bytes === null ? null : base64(await sha256([0, ...bytes], subtle));
}

async function hashesUp(proof: AuditProof, subtle: SubtleCrypto): Promise<string[]> {
  let here = bytesOf(proof.leafHash);
  const hashes: string[] = [];
  for (const [i, step] of inclusionPath(proof.index, proof.size).entries()) {
    const neighbour = bytesOf(proof.proof[i] ?? '');
    const pair = step.side === 'left' ? [neighbour, here] : [here, neighbour];
    here = await sha256([1, ...pair.flatMap((each) => [...each])], subtle);
    hashes.push(base64(here));
  }
  return hashes;
}

async function sha256(bytes: readonly number[], subtle: SubtleCrypto): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await subtle.digest('SHA-256', Uint8Array.from(bytes)));
}

function base64(hash: Uint8Array): string {
  return btoa(String.fromCharCode(...hash));
}
