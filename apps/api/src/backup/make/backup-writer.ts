import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { declaredBackups } from '#platform/database/declared/declared-tables.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { productVersion } from '#platform/version.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import type { BackupManifest, BackupTable } from '../manifest/backup-manifest.js';
import type { Extent, MakerKind } from '../backup.rules.js';
import { BackupDirectory } from '../engine/backup-directory.js';
import { backupKeyUse } from '../engine/part-context.js';
import { hashOf, writeTable } from '../engine/table-writer.js';
import { KeyringCopies } from '../keyring-copy/keyring-copies.js';
import { BackupStopped, tablesFor } from './making.rules.js';
import { extentOf } from '../manifest/manifest.rules.js';
import type { BackupLock, SnapshotFacts } from './snapshot.repository.js';

export interface Making {
  readonly id: string;
  readonly label: string | null;
  readonly madeBy: MakerKind;
}

export interface WritingOptions {
  readonly signal: AbortSignal;
  /** Called after each table with what is written so far, and how many tables there will be. */
  readonly onProgress: (extent: Extent, tablesInAll: number) => Promise<void>;
}

/** Writes a backup: the tables of one snapshot, the keyring copy, the manifest, and its note last. */
@Injectable()
export class BackupWriter {
  constructor(
    private readonly directory: BackupDirectory,
    private readonly keyring: Keyring,
    private readonly keyringCopies: KeyringCopies,
    private readonly audit: AuditFacade,
    private readonly log: AuditReadingFacade,
    private readonly clock: Clock,
  ) {}

  async write(lock: BackupLock, making: Making, options: WritingOptions): Promise<BackupManifest> {
    const secret = await this.keyring.secretFor(backupKeyUse); // before the snapshot, which must hold its data key
    await this.directory.create(this.directory.of(making.id));
    await this.audit.sign();
    await lock.beginSnapshot();
    const facts = await lock.facts();
    const audit = await this.anchorIn(facts);
    const place = { directory: this.directory.of(making.id), id: making.id, secret };
    const shapes = tablesFor('data', declaredBackups(), await lock.tables());
    const tables: BackupTable[] = [];
    for (const shape of shapes) {
      tables.push(await writeTable(place, shape, lock.copyOut(shape), options.signal));
      await options.onProgress(extentOf(tables), shapes.length);
    }
    await lock.endSnapshot();
    await this.keyringCopies.rewrite(lock, options.signal);
    const manifest = this.manifestOf(making, facts, audit, tables);
    await this.finish(manifest);
    return manifest;
  }

  /** The checkpoint in the snapshot, so that it speaks for exactly the leaves that the backup carries. */
  private async anchorIn({ checkpoint, months }: SnapshotFacts): Promise<BackupManifest['audit']> {
    const opened = checkpoint && (await this.log.checkpointIn(checkpoint.note));
    if (!checkpoint || !opened || opened.size !== checkpoint.size) throw new BackupStopped('log-not-signed');
    return { size: opened.size, root: opened.root.toString('base64'), checkpoint: checkpoint.note, months };
  }

  private manifestOf(
    { id, label, madeBy }: Making,
    { migrations, sequences, key }: SnapshotFacts,
    audit: BackupManifest['audit'],
    tables: BackupTable[],
  ): BackupManifest {
    if (key === null) throw new RangeError('Invariant broken: the key of backups is in use and not in the keyring.');
    return {
      version: 1,
      id,
      createdAt: this.clock.now().toISOString(),
      appVersion: productVersion,
      label,
      madeBy,
      migrations,
      tables,
      sequences,
      audit,
      key,
    };
  }

  private async finish(manifest: BackupManifest): Promise<void> {
    const text = `${JSON.stringify(manifest, null, 1)}\n`;
    const note = await this.log.attest({ kind: 'backup', id: manifest.id, sha256: hashOf(text) });
    await this.directory.finish(manifest.id, text, note);
  }
}
