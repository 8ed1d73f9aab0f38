import type { Readable } from 'node:stream';
import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keyring } from '#platform/keyring/keyring.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import { BackupManifest } from '../manifest/backup-manifest.js';
import type { BackupSource } from '../make/backup-source.js';
import { BackupDirectory, type Vouched } from '../engine/backup-directory.js';
import { backupKeyUse } from '../engine/part-context.js';
import { openTable } from '../engine/table-reader.js';

/** A backup as it lies in its directory, opened with its key. */
export class StoredBackup implements BackupSource {
  constructor(
    readonly manifest: BackupManifest,
    private readonly directory: string,
    private readonly secret: KeyObject,
  ) {}

  copyStream(name: string): Readable {
    const table = this.manifest.tables.find((each) => each.name === name);
    if (!table) throw new RangeError(`The backup has no table ${name}.`);
    return openTable({ directory: this.directory, id: this.manifest.id, secret: this.secret }, table);
  }
}

/** Finds backups on the disk. */
@Injectable()
export class BackupStore {
  constructor(
    private readonly directory: BackupDirectory,
    private readonly keyring: Keyring,
    private readonly audit: AuditReadingFacade,
  ) {}

  /** A whole backup whose manifest this installation vouches for, with the key in its keyring; null where there is none. */
  async find(id: string): Promise<StoredBackup | null> {
    const found = await this.directory.manifest(id);
    if (found === null || !(await this.isVouchedFor(id, found))) return null;
    return this.open(manifestIn(found));
  }

  /** Ids of the whole ones, newest first. What they hold is unproven. */
  async ids(): Promise<string[]> {
    const ids: string[] = [];
    for (const id of (await this.directory.ids()).reverse()) if (await this.directory.manifest(id)) ids.push(id);
    return ids;
  }

  async isVouchedFor(id: string, { note, sha256 }: Vouched): Promise<boolean> {
    const attested = await this.audit.attested(note, 'backup');
    return attested?.id === id && attested.sha256 === sha256;
  }

  async open(manifest: BackupManifest): Promise<StoredBackup> {
    return new StoredBackup(manifest, this.directory.of(manifest.id), await this.keyring.secretFor(backupKeyUse));
  }
}

/** Throws what zod says when it is no manifest of this version. */
export function manifestIn({ bytes }: Vouched): BackupManifest {
  return BackupManifest.parse(JSON.parse(bytes.toString('utf8')));
}
