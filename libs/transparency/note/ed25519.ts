import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

const seedBytes = 32;
const publicBytes = 32;
const signatureBytes = 64;

/** RFC 8410 wrappings of the bare 32 bytes, which `node:crypto` does not take alone. */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** A new random seed of 32 bytes: the whole of an Ed25519 private key (RFC 8032, section 5.1.5). */
export function newSeed(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-seedBytes);
}

export function privateKeyOf(seed: Uint8Array): KeyObject {
  if (seed.length !== seedBytes) throw new RangeError('an Ed25519 seed has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });
}

export function publicKeyOf(bytes: Uint8Array): KeyObject {
  if (bytes.length !== publicBytes) throw new RangeError('an Ed25519 public key has 32 bytes');
  return createPublicKey({ key: Buffer.concat([publicPrefix, bytes]), format: 'der', type: 'spki' });
}

/** The 32 bytes of the public key that belongs to a private or public key. */
export function publicBytesOf(key: KeyObject): Buffer {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return open.export({ format: 'der', type: 'spki' }).subarray(-publicBytes);
}

export function signEd25519(key: KeyObject, message: Uint8Array): Buffer {
  return sign(null, message, key);
}

/** Whether the signature (64 bytes, RFC 8032) is the key's. Never throws for a malformed signature. */
export function isSignedBy(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === signatureBytes && verify(null, message, key, signature);
}
