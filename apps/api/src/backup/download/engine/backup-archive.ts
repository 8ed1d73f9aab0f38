import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { keyringDirectory } from '../../keyring-copy/keyring-copy.js';
import { BackupDirectory } from '../../engine/backup-directory.js';
import { tarBytes, tarEnd, tarHeader, tarPadding, type TarEntry } from './tar.rules.js';

export interface Archive {
  readonly bytes: number;
  readonly content: AsyncIterable<Uint8Array>;
}

interface ArchivedFile extends TarEntry {
  readonly path: string;
}

/** The files of a backup as one archive, sealed as they lie there: unpacked in `data/`, they are where they were. */
@Injectable()
export class BackupArchive {
  constructor(private readonly directory: BackupDirectory) {}

  /** @param keyringId the copy of the data keys that goes along; null for none */
  async of(id: string, keyringId: string | null): Promise<Archive> {
    const paths = await this.directory.pathsOf(id);
    const keyring = keyringId === null ? [] : await this.directory.keyringPathsOf(keyringId);
    const files = await Promise.all([
      ...paths.map((path) => described(path, 'backups')),
      ...keyring.map((path) => described(path, join('backups', keyringDirectory))),
    ]);
    return { bytes: tarBytes(files), content: packed(files) };
  }
}

async function described(path: string, below: string): Promise<ArchivedFile> {
  const { size, mtime } = await stat(path);
  return { path, name: join(below, basename(dirname(path)), basename(path)), bytes: size, modifiedAt: mtime };
}

async function* packed(files: readonly ArchivedFile[]): AsyncGenerator<Uint8Array> {
  for (const file of files) {
    yield tarHeader(file);
    // A backup never changes; should a file have grown, the archive stays one.
    if (file.bytes > 0) yield* createReadStream(file.path, { end: file.bytes - 1, highWaterMark: 256 * 1024 });
    yield tarPadding(file.bytes);
  }
  yield tarEnd;
}
