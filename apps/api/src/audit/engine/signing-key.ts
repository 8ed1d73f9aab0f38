import { readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { createFile, makeDirectory, replaceFile } from '#platform/storage/durable-files.js';
import { newSeed } from '#transparency/note/ed25519.js';
import { NoteSigner, NoteVerifier } from '#transparency/note/note-key.js';
import { NoteError } from '#transparency/note/note-text.js';
import { LogFaultError } from '../record/log-fault.js';

/** The key that signs checkpoints. It lies in the configuration directory (mode 600) and never in the database that it vouches for. */
@Injectable()
export class SigningKey {
  private readonly secretFile: string;
  private readonly publicFile: string;
  private known: { readonly version: string; readonly keys: readonly NoteVerifier[] } | null = null;
  private loaded: { readonly version: string; readonly signer: NoteSigner } | null = null;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'configDir'>) {
    this.secretFile = join(environment.configDir, '.audit_key');
    this.publicFile = join(environment.configDir, 'audit.pub');
  }

  /**
   * The signer, or null without a key. Read again when the file has changed: another process may have replaced the key, and
   * signing on with the old one would fork the log. Throws a LogFaultError when the file is damaged.
   */
  async signer(): Promise<NoteSigner | null> {
    const version = await versionOf(this.secretFile);
    if (version === null) return null;
    if (this.loaded?.version !== version) {
      const text = await readIfThere(this.secretFile);
      if (text === null) return null;
      this.loaded = { version, signer: signerIn(text) };
    }
    return this.loaded.signer;
  }

  /** Creates the key of a new log; of several instances that start together, one creates it and all use it. */
  async make(name: string): Promise<NoteSigner> {
    await makeDirectory(dirname(this.secretFile));
    await createFile(this.secretFile, `${NoteSigner.of(name, newSeed()).toSecretText()}\n`);
    const signer = await this.signer();
    if (signer === null) throw new Error('The audit signing key was written and is not there.');
    await createFile(this.publicFile, `${signer.verifier.toString()}\n`);
    return signer;
  }

  /** Puts the present key aside and makes another one under another name. The old public key stays trusted for what it has signed. */
  async replace(name: string): Promise<NoteSigner> {
    const trusted = await this.trusted();
    await rename(this.secretFile, `${this.secretFile}.replaced-${name}`).catch(unlessMissing);
    await createFile(this.secretFile, `${NoteSigner.of(name, newSeed()).toSecretText()}\n`);
    const signer = await this.signer();
    if (signer === null) throw new Error('The audit signing key was written and is not there.');
    await replaceFile(this.publicFile, [...trusted, signer.verifier].map((key) => `${key.toString()}\n`).join(''));
    return signer;
  }

  /** The public keys that this installation trusts: those in `config/audit.pub`, one a line, and that of the present signer. */
  async trusted(): Promise<readonly NoteVerifier[]> {
    const [listed, signer] = await Promise.all([this.listed(), this.signer()]);
    const isListed = signer === null || listed.some((key) => key.toString() === signer.verifier.toString());
    return isListed ? listed : [...listed, signer.verifier];
  }

  /** Read again when the file changed. */
  private async listed(): Promise<readonly NoteVerifier[]> {
    const version = await versionOf(this.publicFile);
    if (version === null) return [];
    if (this.known?.version !== version) {
      const lines = ((await readIfThere(this.publicFile)) ?? '').split('\n').filter((line) => line !== '');
      this.known = { version, keys: lines.map((line) => NoteVerifier.parse(line)) };
    }
    return this.known.keys;
  }
}

function signerIn(text: string): NoteSigner {
  try {
    return NoteSigner.parse(text.trim());
  } catch (cause) {
    throw cause instanceof NoteError ? new LogFaultError('damaged-key') : cause;
  }
}

function unlessMissing(cause: NodeJS.ErrnoException): void {
  if (cause.code !== 'ENOENT') throw cause;
}

/** Changes whenever another file is put in its place. */
async function versionOf(path: string): Promise<string | null> {
  try {
    const { ino, mtimeMs, size } = await stat(path);
    return `${ino}/${mtimeMs}/${size}`;
  } catch (cause) {
    unlessMissing(cause as NodeJS.ErrnoException);
    return null;
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
