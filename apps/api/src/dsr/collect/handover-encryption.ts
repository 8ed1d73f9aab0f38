import { createCipheriv, randomBytes, scrypt } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Encrypter, Stanza, type Recipient } from 'age-encryption';
import type { EncryptPackage } from '#contracts/rights/package.js';
import { recipientInvalid } from '../requests/request.errors.js';

export type Encryption = (content: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;

/** How a package is encrypted on its way out, so that nothing but its receiver opens it (age-encryption.org/v1). @throws Problem `recipient-invalid` */
export function encryptionFor({ passphrase, recipient }: EncryptPackage): Encryption {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(passphrase === undefined ? recipient! : new PassphraseRecipient(passphrase));
  } catch (cause) {
    throw recipientInvalid({ cause });
  }
  return async function* (content) {
    const plain = Readable.toWeb(Readable.from(content, { objectMode: false })) as globalThis.ReadableStream;
    yield* (await encrypter.encrypt(plain)) as unknown as ReadableStream<Uint8Array>;
  };
}

/** 128 MiB and a quarter of a second for each guess. */
const scryptLog2 = 17;
const label = 'age-encryption.org/v1/scrypt';

/** As the library's own, but on another thread: deriving the key there would stop every other request meanwhile. */
class PassphraseRecipient implements Recipient {
  constructor(private readonly passphrase: string) {}

  async wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]> {
    const salt = randomBytes(16);
    const key = await derived(this.passphrase, Buffer.concat([Buffer.from(label), salt]));
    const cipher = createCipheriv('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 });
    const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
    return [new Stanza(['scrypt', salt.toString('base64').replace(/=+$/, ''), String(scryptLog2)], body)];
  }
}

function derived(passphrase: string, salt: Buffer): Promise<Buffer> {
  const cost = { N: 2 ** scryptLog2, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, 32, cost, (failure, key) => (failure ? reject(failure) : resolve(key)));
  });
}
