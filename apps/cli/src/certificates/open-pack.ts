import { existsSync, readFileSync } from 'node:fs';
import { Decrypter } from 'age-encryption';
import { Refusal } from '../refusal.js';

export interface OpenPackOptions {
  readonly passphraseFile?: string;
  readonly identityFile?: string;
}

const begins = Buffer.from('age-encryption.org/v1\n');

/** The ZIP in an encrypted package; what is not encrypted as it is. */
export async function openedPack(bytes: Buffer, options: OpenPackOptions): Promise<Uint8Array> {
  if (!bytes.subarray(0, begins.length).equals(begins)) return bytes;
  const decrypter = decrypterFor(options);
  try {
    return await decrypter.decrypt(bytes);
  } catch (cause) {
    throw new Refusal('The package does not open with this passphrase or key, or it was changed.', { cause });
  }
}

function decrypterFor({ passphraseFile, identityFile }: OpenPackOptions): Decrypter {
  const decrypter = new Decrypter();
  if (passphraseFile !== undefined) decrypter.addPassphrase(textIn(passphraseFile).replace(/\r?\n$/, ''));
  const keys = identityFile === undefined ? [] : textIn(identityFile).split('\n');
  for (const line of keys.map((each) => each.trim())) if (line !== '' && !line.startsWith('#')) addIdentity(decrypter, line);
  if (passphraseFile === undefined && identityFile === undefined)
    throw new Refusal(
      'The package is encrypted. Name a file with its passphrase in --passphrase-file, or with your key in --identity-file.',
    );
  return decrypter;
}

function addIdentity(decrypter: Decrypter, line: string): void {
  try {
    decrypter.addIdentity(line);
  } catch (cause) {
    throw new Refusal('--identity-file: expected a key of age (AGE-SECRET-KEY-1…) a line.', { cause });
  }
}

function textIn(file: string): string {
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  return readFileSync(file, 'utf8');
}
