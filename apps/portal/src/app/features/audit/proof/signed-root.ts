import type { AuditProof } from '#contracts/audit/audit.js';
import { bytesOf } from './leaf-bytes.rules.js';

/**
 * Whether the key of the log signed this size and this root. `unknown-here`: a browser that does not know Ed25519.
 * A checkpoint is a C2SP signed note: the text, an empty line, then `— name base64(key id ‖ signature)` for each signature.
 */
export type SignatureFinding = 'signed' | 'not-signed' | 'unknown-here';

export async function signatureOf(proof: AuditProof, subtle: SubtleCrypto): Promise<SignatureFinding> {
  const border = proof.checkpoint.lastIndexOf('\n\n');
  const text = proof.checkpoint.slice(0, border + 1);
  const [origin, size, root] = text.split('\n');
  const key = keyIn(proof.key);
  if (border < 0 || key === null || origin !== key.name || size !== String(proof.size) || root !== proof.root)
    return 'not-signed';
  const signature = signatureBy(key, proof.checkpoint.slice(border + 2));
  if (signature === null || !(await bearsItsId(key, subtle))) return 'not-signed';
  try {
    const known = await subtle.importKey('raw', key.typed.slice(1), 'Ed25519', false, ['verify']);
    const isSigned = await subtle.verify('Ed25519', known, signature, new TextEncoder().encode(text));
    return isSigned ? 'signed' : 'not-signed';
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'NotSupportedError') return 'unknown-here';
    // Older browsers refuse the name with a TypeError or a SyntaxError; a key that is no point of the curve is refused with a DataError.
    return failure instanceof DOMException && failure.name === 'DataError' ? 'not-signed' : 'unknown-here';
  }
}

interface LogKey {
  readonly name: string;
  readonly id: string;
  /** Signature type 1 (Ed25519), then the 32 bytes of the key. */
  readonly typed: Uint8Array<ArrayBuffer>;
}

/** `name+id+base64(type ‖ public key)`. */
function keyIn(text: string): LogKey | null {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) return null;
  const typed = bytesOf(encoded);
  return typed.length === 33 && typed[0] === 1 ? { name, id, typed } : null;
}

/** The first four bytes of SHA-256(name ‖ line break ‖ type ‖ public key). */
async function bearsItsId({ name, id, typed }: LogKey, subtle: SubtleCrypto): Promise<boolean> {
  const named = Uint8Array.from([...new TextEncoder().encode(`${name}\n`), ...typed]);
  return hex(new Uint8Array(await subtle.digest('SHA-256', named)).slice(0, 4)) === id;
}

function signatureBy({ name, id }: LogKey, lines: string): Uint8Array<ArrayBuffer> | null {
  for (const line of lines.split('\n')) {
    const [, by, encoded] = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    if (by !== name || encoded === undefined) continue;
    const blob = bytesOf(encoded);
    if (hex(blob.slice(0, 4)) === id) return blob.slice(4);
  }
  return null;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
