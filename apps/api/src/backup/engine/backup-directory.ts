import { createHash } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { isUuid, uuidv7 } from '#platform/ids.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import { draftEnding, makeDirectory, replaceFile, syncDirectory } from '#platform/storage/durable-files.js';
import { manifestFile, manifestNoteFile } from '../manifest/backup-manifest.js';
import { keyringDirectory, keyringFile, keyringNoteFile } from '../keyring-copy/keyring-copy.js';

/** A document as it lies there, and the note that vouches for it. */
export interface Vouched {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly note: string;
}

/** `data/backups`: a directory for each backup, and one for the newest keyring copy. */
@Injectable()
export class BackupDirectory {
  constructor(@Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'backupDir'>) {}

  of(id: string): string {
    return join(this.environment.backupDir, id);
  }

  keyringOf(id: string): string {
    return join(this.environment.backupDir, keyringDirectory, id);
  }

  /** Writes and removes a file for real: permissions and full disks show only then. Throws what the file system says. */
  async tryWriting(): Promise<void> {
    const path = join(this.environment.backupDir, `.probe-${uuidv7(Date.now())}`);
    const file = await open(path, 'wx', 0o600);
    try {
      await file.write('chat-man');
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }

  /** A new directory for a backup or a keyring copy. */
  async create(path: string): Promise<void> {
    await makeDirectory(path);
  }

  /** Writes what a backup is known by: the manifest and, last of all, its note. */
  async finish(id: string, manifest: string, note: string): Promise<void> {
    await replaceFile(join(this.of(id), manifestFile), manifest);
    await replaceFile(join(this.of(id), manifestNoteFile), note);
    await syncDirectory(this.environment.backupDir);
  }

  async finishKeyring(id: string, copy: string, note: string): Promise<void> {
    await replaceFile(join(this.keyringOf(id), keyringFile), copy);
    await replaceFile(join(this.keyringOf(id), keyringNoteFile), note);
    await syncDirectory(join(this.environment.backupDir, keyringDirectory));
  }

  /** The manifest of a backup; null where there is no whole one. */
  manifest(id: string): Promise<Vouched | null> {
    return vouched(this.of(id), manifestFile, manifestNoteFile);
  }

  keyring(id: string): Promise<Vouched | null> {
    return vouched(this.keyringOf(id), keyringFile, keyringNoteFile);
  }

  /** Ids of all directories of backups, whole or not, oldest first. */
  ids(): Promise<string[]> {
    return idsIn(this.environment.backupDir);
  }

  /** Ids of all keyring copies, whole or not, oldest first. */
  keyringIds(): Promise<string[]> {
    return idsIn(join(this.environment.backupDir, keyringDirectory));
  }

  /** Names of the files of a backup. */
  async files(id: string): Promise<string[]> {
    return (await readdir(this.of(id))).sort();
  }

  /** Full paths of the files of a backup. */
  async pathsOf(id: string): Promise<string[]> {
    return (await this.files(id)).map((name) => join(this.of(id), name));
  }

  async keyringPathsOf(id: string): Promise<string[]> {
    return (await readdir(this.keyringOf(id))).sort().map((name) => join(this.keyringOf(id), name));
  }

  /** Removes a backup. Its note goes first: an interruption never leaves half a backup that looks whole. */
  async remove(id: string): Promise<void> {
    await removeTree(this.of(id), manifestNoteFile);
  }

  async removeKeyring(id: string): Promise<void> {
    await removeTree(this.keyringOf(id), keyringNoteFile);
  }
}

async function vouched(directory: string, file: string, noteFile: string): Promise<Vouched | null> {
  try {
    const [bytes, note] = await Promise.all([readFile(join(directory, file)), readFile(join(directory, noteFile), 'utf8')]);
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), note };
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw cause;
  }
}

async function idsIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).filter(isUuid).sort();
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
}

async function removeTree(directory: string, noteFile: string): Promise<void> {
  const note = join(directory, noteFile);
  if (await stat(note).catch(() => null)) {
    await rename(note, `${note}${draftEnding}`);
    await syncDirectory(directory);
  }
  await rm(directory, { recursive: true, force: true });
}

function isMissing(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException).code === 'ENOENT';
}
