import { hash, type KeyObject } from 'node:crypto';
import { isSignedBy, privateKeyOf, publicBytesOf, publicKeyOf, signEd25519 } from './ed25519.js';
import { decodeBase64, NoteError } from './note-text.js';

/** Signature type of plain Ed25519 in C2SP signed-note. It is part of the key id, so a key of one kind never passes for another. */
const ed25519Type = 0x01;

/** A name that may sign a note: not empty, no white space, no plus sign (C2SP signed-note, "Format"). */
export function requireKeyName(name: string): void {
  if (name === '' || !name.isWellFormed() || /[\p{White_Space}\p{Cc}+]/u.test(name))
    throw new NoteError('the key name is not allowed');
}

/** First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), C2SP signed-note, "Signatures". */
function keyIdOf(name: string, typed: Uint8Array): Buffer {
  const bytes = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), typed]);
  return hash('sha256', bytes, 'buffer').subarray(0, 4);
}

/** Checks signatures of one key. Its text form, `name+id+base64(type ‖ public key)`, is what one publishes. */
export class NoteVerifier {
  private constructor(
    readonly name: string,
    readonly keyId: Buffer,
    readonly publicKey: Buffer,
    private readonly key: KeyObject,
  ) {}

  static of(name: string, publicKey: Uint8Array): NoteVerifier {
    requireKeyName(name);
    const typed = Buffer.concat([Buffer.of(ed25519Type), publicKey]);
    return new NoteVerifier(name, keyIdOf(name, typed), Buffer.from(publicKey), publicKeyOf(publicKey));
  }

  /** Reads a verifier key; throws a NoteError when it is malformed, of another signature type, or its id does not fit. */
  static parse(text: string): NoteVerifier {
    const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
    if (name === undefined || id === undefined || encoded === undefined) throw new NoteError('the verifier key is malformed');
    const typed = decodeBase64(encoded);
    if (typed === null || typed[0] !== ed25519Type) throw new NoteError('the verifier key is not an Ed25519 key');
    if (typed.length !== 33) throw new NoteError('the verifier key has a wrong length');
    const verifier = NoteVerifier.of(name, typed.subarray(1));
    if (verifier.keyId.toString('hex') !== id) throw new NoteError('the verifier key does not have the id that it claims');
    return verifier;
  }

  accepts(message: Uint8Array, signature: Uint8Array): boolean {
    return isSignedBy(this.key, message, signature);
  }

  toString(): string {
    const typed = Buffer.concat([Buffer.of(ed25519Type), this.publicKey]);
    return `${this.name}+${this.keyId.toString('hex')}+${typed.toString('base64')}`;
  }
}

/** Signs notes with one key. Its text form, `PRIVATE+KEY+name+id+base64(type ‖ seed)`, belongs in a file that only the owner reads. */
export class NoteSigner {
  private constructor(
    readonly verifier: NoteVerifier,
    private readonly seed: Buffer,
    private readonly key: KeyObject,
  ) {}

  static of(name: string, seed: Uint8Array): NoteSigner {
    const key = privateKeyOf(seed);
    return new NoteSigner(NoteVerifier.of(name, publicBytesOf(key)), Buffer.from(seed), key);
  }

  /** Reads a signer key; throws a NoteError that never repeats the text. */
  static parse(text: string): NoteSigner {
    const [, name, id, encoded] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
    if (name === undefined || id === undefined || encoded === undefined) throw new NoteError('the signer key is malformed');
    const typed = decodeBase64(encoded);
    if (typed === null || typed[0] !== ed25519Type || typed.length !== 33)
      throw new NoteError('the signer key is not an Ed25519 key');
    const signer = NoteSigner.of(name, typed.subarray(1));
    if (signer.verifier.keyId.toString('hex') !== id) throw new NoteError('the signer key does not have the id that it claims');
    return signer;
  }

  sign(message: Uint8Array): Buffer {
    return signEd25519(this.key, message);
  }

  /** The private key as text. Write it to a file with mode 600, nowhere else. */
  toSecretText(): string {
    const typed = Buffer.concat([Buffer.of(ed25519Type), this.seed]);
    return `PRIVATE+KEY+${this.verifier.name}+${this.verifier.keyId.toString('hex')}+${typed.toString('base64')}`;
  }
}
