import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

interface Creation {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
  readonly excludeCredentials: readonly { readonly id: string }[];
}
interface Request {
  readonly challenge: string;
  readonly rpId: string;
}

/** What an answer is made of, so that a test can spoil one thing. */
export interface Spoiled {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly userHandle?: string;
  readonly type?: string;
}

/** Bits of the authenticator data (WebAuthn Level 3, section 6.1). */
const userPresent = 0x01;
const userVerified = 0x04;
const hasCredential = 0x40;

/** A passkey in software: ES256, attestation "none", one credential. It does what browser and authenticator do together. */
export class SoftwareAuthenticator {
  private readonly keys: { publicKey: KeyObject; privateKey: KeyObject };
  private readonly id = randomBytes(32);
  private userHandle = '';
  /** Raised with each use, then signed; 0 for an authenticator that does not count. */
  counter: number;

  constructor(
    private readonly origin: string,
    private readonly options: { readonly verifiesUser?: boolean; readonly counts?: boolean } = {},
    copyOf?: SoftwareAuthenticator,
  ) {
    this.keys = copyOf?.keys ?? generateKeyPairSync('ec', { namedCurve: 'P-256' });
    if (copyOf) {
      this.id = copyOf.id;
      this.userHandle = copyOf.userHandle;
    }
    this.counter = copyOf?.counter ?? (options.counts === false ? 0 : 1);
  }

  /** As if the key had been extracted from the device. */
  copy(): SoftwareAuthenticator {
    return new SoftwareAuthenticator(this.origin, this.options, this);
  }

  create({ challenge, rp, user, excludeCredentials }: Creation, spoiled: Spoiled = {}) {
    if (excludeCredentials.some(({ id }) => id === this.id.toString('base64url'))) throw new Error('InvalidStateError');
    this.userHandle = user.id;
    const authData = Buffer.concat([this.head(spoiled.rpId ?? rp.id, hasCredential), this.attestedCredential()]);
    const attestationObject = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'), // {"fmt": "none", "attStmt": {}, "authData": …
      Buffer.from([0x59, authData.length >> 8, authData.length & 0xff]),
      authData,
    ]);
    return {
      ...this.surroundings(),
      response: {
        clientDataJSON: this.clientData('webauthn.create', challenge, spoiled).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  get({ challenge, rpId }: Request, spoiled: Spoiled = {}) {
    if (this.options.counts !== false) this.counter += 1;
    const authData = this.head(spoiled.rpId ?? rpId, 0);
    const clientData = this.clientData('webauthn.get', challenge, spoiled);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.keys.privateKey);
    return {
      ...this.surroundings(),
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: spoiled.userHandle ?? this.userHandle,
      },
    };
  }

  private surroundings() {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', authenticatorAttachment: 'platform', clientExtensionResults: {} };
  }

  private clientData(type: string, challenge: string, spoiled: Spoiled): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: spoiled.type ?? type,
        challenge: spoiled.challenge ?? challenge,
        origin: spoiled.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }

  private head(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const verified = this.options.verifiesUser === false ? 0 : userVerified;
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags | userPresent | verified]), counter]);
  }

  /** No model (AAGUID 0), then the credential's id and its public key as a COSE map (RFC 9053, section 7.1). */
  private attestedCredential(): Buffer {
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' }) as { x: string; y: string };
    return Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
