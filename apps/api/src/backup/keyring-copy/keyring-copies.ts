import { Inject, Injectable } from '@nestjs/common';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import { OPENED_MASTER } from '#platform/keyring/master/wrap-keys.js';
import { Clock } from '#platform/clock.js';
import { declaredBackups } from '#platform/database/declared/declared-tables.js';
import { Ids } from '#platform/ids.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import { BackupManifest, type BackupTable } from '../manifest/backup-manifest.js';
import { BackupDirectory } from '../engine/backup-directory.js';
import { drained, openTable } from '../engine/table-reader.js';
import { hashOf, writeTable } from '../engine/table-writer.js';
import { KeyringCopy } from './keyring-copy.js';
import { BackupStopped, tablesFor } from '../make/making.rules.js';
import type { BackupLock, TableShape } from '../make/snapshot.repository.js';
import { carriedShapes, isReplaced } from './carry-over.rules.js';

/** A keyring copy that this installation vouches for. */
export interface FoundKeyring {
  readonly copy: KeyringCopy;
  readonly directory: string;
}

/** The newest copy of the wrapped data keys. There is one: an older one would bring destroyed keys back. */
@Injectable()
export class KeyringCopies {
  constructor(
    private readonly directory: BackupDirectory,
    private readonly audit: AuditReadingFacade,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(OPENED_MASTER) private readonly master: OpenedMaster,
  ) {}

  /** Writes the keyring as it is now, and removes the copies before it. */
  async rewrite(lock: BackupLock, signal: AbortSignal): Promise<void> {
    const id = this.ids.next();
    try {
      await this.directory.create(this.directory.keyringOf(id));
      const text = JSON.stringify(await this.written(lock, id, signal));
      const note = await this.audit.attest({ kind: 'keyring', id, sha256: hashOf(text) });
      await this.directory.finishKeyring(id, text, note);
    } catch (cause) {
      await this.directory.removeKeyring(id).catch(() => undefined); // the first failure counts
      throw cause;
    }
    await this.removeBefore(id);
  }

  /** The newest whole one whose note bears the signature of this installation; null where there is none. */
  async newest(): Promise<FoundKeyring | null> {
    for (const id of (await this.directory.keyringIds()).reverse()) {
      const found = await this.directory.keyring(id);
      const attested = found && (await this.audit.attested(found.note, 'keyring'));
      if (!found || !attested || attested.id !== id || attested.sha256 !== found.sha256) continue;
      return { copy: KeyringCopy.parse(JSON.parse(found.bytes.toString('utf8'))), directory: this.directory.keyringOf(id) };
    }
    return null;
  }

  /** Whether there is one; throws when it does not open with the master password of this process, or is not what it says. */
  async opens(): Promise<boolean> {
    const found = await this.newest();
    if (found === null) return false;
    const place = { directory: found.directory, id: found.copy.id, secret: this.master.keys.key('backup') };
    for (const table of tablesOf(found.copy)) await drained(openTable(place, table));
    return true;
  }

  /** A copy that only another database's backups need stays: see `isReplaced`. */
  private async removeBefore(id: string): Promise<void> {
    const current = (await this.readable(id))?.backupKeyId ?? null;
    const hasForeignBackups = (await this.keysOfBackups()).some((key) => key !== current);
    for (const earlier of await this.directory.keyringIds()) {
      if (earlier === id) continue;
      const copy = await this.readable(earlier);
      if (copy === null || isReplaced(copy.backupKeyId, current, hasForeignBackups)) await this.directory.removeKeyring(earlier);
    }
  }

  private async readable(id: string): Promise<KeyringCopy | null> {
    const found = await this.directory.keyring(id);
    return found === null ? null : KeyringCopy.parse(JSON.parse(found.bytes.toString('utf8')));
  }

  /** The data keys that the backups in the directory hang on, whoever made them. */
  private async keysOfBackups(): Promise<string[]> {
    const keys: string[] = [];
    for (const id of await this.directory.ids()) {
      const found = await this.directory.manifest(id);
      const manifest = found && BackupManifest.safeParse(parsedOrNull(found.bytes));
      if (manifest?.success) keys.push(manifest.data.key.id);
    }
    return keys;
  }

  private async written(lock: BackupLock, id: string, signal: AbortSignal): Promise<KeyringCopy> {
    const { keys, files } = this.master;
    await lock.beginSnapshot();
    const wrapKeyId = await lock.wrapKeyId();
    // Another password than this process holds: a copy under the old one would open with neither.
    if (wrapKeyId !== keys.wrapKeyId) throw new BackupStopped('restart-needed');
    const [salt, verifier] = [await files.read('.encryption_salt'), await files.read('.auth')];
    if (salt === null || verifier === null) throw new RangeError('Invariant broken: the files of the master password are gone.');
    const place = { directory: this.directory.keyringOf(id), id, secret: keys.key('backup') };
    const shapes = await lock.tables();
    const write = async (chosen: readonly TableShape[]): Promise<BackupTable[]> => {
      const tables: BackupTable[] = [];
      for (const shape of chosen) tables.push(await writeTable(place, shape, lock.copyOut(shape), signal));
      return tables;
    };
    const tables = await write(tablesFor('keyring', declaredBackups(), shapes));
    const carryOver = { version: await lock.carryOverVersion(), tables: await write(carriedShapes(shapes)) };
    const backupKeyId = (await lock.backupKey())?.id;
    await lock.endSnapshot();
    const logKeys = await this.audit.verifierKeys();
    const createdAt = this.clock.now().toISOString();
    return { version: 1, id, createdAt, salt, verifier, logKeys, wrapKeyId, tables, carryOver, backupKeyId };
  }
}

/** All that a copy has, each in its parts. */
export function tablesOf({ tables, carryOver }: KeyringCopy): BackupTable[] {
  return [...tables, ...(carryOver?.tables ?? [])];
}

function parsedOrNull(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null; // a damaged manifest says nothing of keys; verification names it
  }
}
