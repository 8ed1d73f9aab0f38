import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { newSeed } from '#transparency/ed25519.js';
import { NoteSigner, NoteVerifier } from '#transparency/note-key.js';
import { createFile } from './files.js';

/** The key that signs checkpoints. It lies in the configuration directory (mode 600) and never in the database that it vouches for. */
@Injectable()
export class SigningKey {
  private readonly secretFile: string;
  private readonly publicFile: string;
  private loaded: NoteSigner | null = null;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'configDir'>) {
    this.secretFile = join(environment.configDir, '.audit_key');
    this.publicFile = join(environment.configDir, 'audit.pub');
  }

  /** The signer, or null where no key was made yet. Throws a NoteError when the file is damaged. */
  async signer(): Promise<NoteSigner | null> {
    if (this.loaded !== null) return this.loaded;
    const text = await readIfThere(this.secretFile);
    this.loaded = text === null ? null : NoteSigner.parse(text.trim());
    return this.loaded;
  }

  /** Makes the key of a new log; of several instances that start at once, one makes it and all use it. */
  async make(name: string): Promise<NoteSigner> {
    await createFile(this.secretFile, `${NoteSigner.of(name, newSeed()).toSecretText()}\n`);
    const signer = await this.signer();
    if (signer === null) throw new Error('The audit signing key was written and is not there.');
    await createFile(this.publicFile, `${signer.verifier.toString()}\n`);
    return signer;
  }

  /** The public keys that this installation trusts: those in `config/audit.pub`, one a line, and that of the present signer. */
  async trusted(): Promise<NoteVerifier[]> {
    const lines = ((await readIfThere(this.publicFile)) ?? '').split('\n').filter((line) => line !== '');
    const listed = lines.map((line) => NoteVerifier.parse(line));
    const signer = await this.signer();
    const isListed = signer === null || listed.some((key) => key.toString() === signer.verifier.toString());
    return isListed ? listed : [...listed, signer.verifier];
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
}
