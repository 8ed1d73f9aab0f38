import type { AuditProof } from '#contracts/audit.js';
import { inclusionPath } from './inclusion-path.rules.js';

/** What this browser found by computing the path itself; `not-here`: browsers withhold hashing from plain-HTTP addresses. */
export type Recomputed =
  { readonly kind: 'leads-to-root' | 'leads-elsewhere'; readonly hashes: readonly string[] } | { readonly kind: 'not-here' };

/** Hashes from the event up to the root (RFC 6962: SHA-256 over 1, left, right); the last one has to be the signed root. */
export async function recompute(proof: AuditProof): Promise<Recomputed> {
  const subtle = (crypto as { readonly subtle?: SubtleCrypto }).subtle;
  if (subtle === undefined) return { kind: 'not-here' };
  const steps = inclusionPath(proof.index, proof.size);
  let here = bytes(proof.leafHash);
  const hashes: string[] = [];
  for (const [i, step] of steps.entries()) {
    const neighbour = bytes(proof.proof[i] ?? '');
    const pair = step.side === 'left' ? [neighbour, here] : [here, neighbour];
    here = new Uint8Array(await subtle.digest('SHA-256', Uint8Array.from([1, ...pair.flatMap((each) => [...each])])));
    hashes.push(base64(here));
  }
  const leads = steps.length === proof.proof.length && base64(here) === proof.root;
  return { kind: leads ? 'leads-to-root' : 'leads-elsewhere', hashes };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function base64(hash: Uint8Array): string {
  return btoa(String.fromCharCode(...hash));
}
