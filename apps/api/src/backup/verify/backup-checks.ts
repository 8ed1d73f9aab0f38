import { Injectable } from '@nestjs/common';
import type { BackupCheck } from '#contracts/backup/backup.js';
import { CannotOpen } from '#sealing/cannot-open.js';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { AuditReadingFacade, type Continuation } from '../../audit/audit-reading.facade.js';
import { manifestFile, manifestNoteFile, type BackupManifest } from '../manifest/backup-manifest.js';
import { BackupStore, manifestIn, type StoredBackup } from '../keep/backup-store.js';
import { BackupDirectory, type Vouched } from '../engine/backup-directory.js';
import { isPartAsWritten, drained } from '../engine/table-reader.js';
import { KeyringCopies } from '../keyring-copy/keyring-copies.js';
import { unexpectedAndMissing } from '../manifest/manifest.rules.js';

const logMessages: Readonly<Record<Continuation, string>> = {
  continues: 'The current audit log begins with everything that this backup’s checkpoint covers.',
  'cut-off': 'The current audit log is shorter than when this backup was made: it was truncated or restored to an older state.',
  rewritten: 'The current audit log has a different history than when this backup was made: it was rewritten.',
  damaged: 'The current audit log doesn’t match its newest signature. Verify it to find out where.',
};

/** Called with the bytes that were read, and will be. */
export type OnBytes = (done: number, total: number) => Promise<void>;
type Read = (bytes: number) => Promise<void>;

/** Checks everything in a backup against itself and against today's audit log. Changes nothing. */
@Injectable()
export class BackupChecks {
  constructor(
    private readonly directory: BackupDirectory,
    private readonly store: BackupStore,
    private readonly keyringCopies: KeyringCopies,
    private readonly audit: AuditReadingFacade,
    private readonly log: Log,
  ) {}

  /** In the order in which each depends on the one before. Without a readable manifest there is nothing more to check. */
  async of(id: string, onProgress: OnBytes = () => Promise.resolve()): Promise<BackupCheck[]> {
    const found = await this.directory.manifest(id);
    const manifest = found && this.readManifest(id, found);
    if (!found || !manifest)
      return [check('manifest', false, found ? 'The manifest can’t be read.' : 'The manifest or its signed note is missing.')];
    const backup = await this.store.open(manifest);
    const read = bytesRead(manifest, onProgress);
    await read(0);
    return [
      check('manifest', true, `The manifest lists ${manifest.tables.length} tables.`),
      await this.signature(id, found),
      await this.parts(manifest, read),
      await this.contents(backup, read),
      await this.checkpoint(manifest),
      await this.continuation(manifest),
      await this.keyring(),
    ];
  }

  private readManifest(id: string, found: Vouched): BackupManifest | null {
    try {
      const manifest = manifestIn(found);
      return manifest.id === id ? manifest : null;
    } catch (cause) {
      this.log.warn('a manifest of a backup cannot be read', { backup: id, error: errorName(cause) });
      return null;
    }
  }

  private async signature(id: string, found: Vouched): Promise<BackupCheck> {
    return (await this.store.isVouchedFor(id, found))
      ? check('signature', true, 'The manifest is signed with the audit log’s key.')
      : check(
          'signature',
          false,
          'No key of this installation signed this manifest in its present form: it was altered, or comes from somewhere else.',
        );
  }

  private async parts(manifest: BackupManifest, read: Read): Promise<BackupCheck> {
    const own = [manifestFile, manifestNoteFile];
    const { unexpected, missing } = unexpectedAndMissing(manifest, await this.directory.files(manifest.id), own);
    if (missing.length > 0) return check('parts', false, `${missing[0]} is missing.`);
    if (unexpected.length > 0) return check('parts', false, `${unexpected.length} files are not listed in the manifest.`);
    for (const part of manifest.tables.flatMap(({ parts }) => parts)) {
      if (!(await isPartAsWritten(this.directory.of(manifest.id), part)))
        return check('parts', false, `${part.file} was altered.`);
      await read(part.bytes);
    }
    return check('parts', true, 'Every file is present and unaltered.');
  }

  private async contents(backup: StoredBackup, read: Read): Promise<BackupCheck> {
    for (const { name, parts } of backup.manifest.tables) {
      const fault = await this.faultIn(backup, name);
      if (fault !== null) return check('contents', false, `${name} ${fault}`);
      await read(sumOf(parts));
    }
    const rows = backup.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return check('contents', true, `Every table can be decrypted and has the expected number of rows: ${rows} in total.`);
  }

  private async faultIn(backup: StoredBackup, table: string): Promise<string | null> {
    try {
      await drained(backup.copyStream(table));
      return null;
    } catch (cause) {
      this.log.warn('a table of a backup cannot be decrypted', { backup: backup.manifest.id, table, error: errorName(cause) });
      if (cause instanceof CannotOpen)
        return 'can’t be decrypted: it was altered, belongs to a different backup, or its key is not in the keyring.';
      return 'can’t be read to its end, or doesn’t have the expected number of rows.';
    }
  }

  private async checkpoint({ audit, tables }: BackupManifest): Promise<BackupCheck> {
    const checkpoint = await this.audit.checkpointIn(audit.checkpoint);
    if (checkpoint === null) return check('checkpoint', false, 'No key of this installation signed the checkpoint.');
    const leaves = tables.find(({ name }) => name === 'audit.leaf')?.rows;
    const isOfThese =
      checkpoint.size === audit.size && checkpoint.root.toString('base64') === audit.root && leaves === audit.size;
    return isOfThese
      ? check('checkpoint', true, `The checkpoint matches the ${audit.size} events of the audit log in the backup.`)
      : check('checkpoint', false, 'The checkpoint doesn’t match the audit log in the backup.');
  }

  /** What makes a manifest an anchor: it was written when the log was so long, and the log must bear it out for ever. */
  private async continuation({ audit: { size, root } }: BackupManifest): Promise<BackupCheck> {
    const continuation = await this.audit.continuation({ size, root: Buffer.from(root, 'base64') });
    return check('audit-log', continuation === 'continues', logMessages[continuation]);
  }

  private async keyring(): Promise<BackupCheck> {
    try {
      return (await this.keyringCopies.opens())
        ? check('keyring', true, 'The keyring copy can be opened with the master password.')
        : check('keyring', false, 'There is no keyring copy of this installation. Create another backup to write one.');
    } catch (cause) {
      this.log.warn('the keyring copy cannot be opened', { error: errorName(cause) });
      return check(
        'keyring',
        false,
        'The keyring copy can’t be opened with the master password. Create another backup to write a new one.',
      );
    }
  }
}

/** Counts bytes, each of which is read twice: as it was written, and opened. */
function bytesRead({ tables }: BackupManifest, onProgress: OnBytes): Read {
  const total = 2 * sumOf(tables.flatMap(({ parts }) => parts));
  let done = 0;
  return (bytes) => onProgress((done += bytes), total);
}

function sumOf(parts: readonly { readonly bytes: number }[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

function check(name: string, passed: boolean, message: string): BackupCheck {
  return { name, passed, message };
}
