import { Inject, Injectable } from '@nestjs/common';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import { OPENED_MASTER } from '#platform/keyring/master/wrap-keys.js';
import { Clock } from '#platform/clock.js';
import { declaredBackups } from '#platform/database/declared/declared-tables.js';
import { Ids } from '#platform/ids.js';
import { AuditReadingFacade } from '../../audit/audit-reading.facade.js';
import type { BackupTable } from '../manifest/backup-manifest.js';
import { BackupDirectory } from '../engine/backup-directory.js';
import { drained, openTable } from '../engine/table-reader.js';
import { hashOf, writeTable } from '../engine/table-writer.js';
import { KeyringCopy } from './keyring-copy.js';
import { BackupStopped, tablesFor } from '../make/making.rules.js';
import type { BackupLock } from '../make/snapshot.repository.js';

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
    for (const earlier of await this.directory.keyringIds()) if (earlier !== id) await this.directory.removeKeyring(earlier);
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
    for (const table of found.copy.tables) await drained(openTable(place, table));
    return true;
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
    const tables: BackupTable[] = [];
    for (const shape of tablesFor('keyring', declaredBackups(), await lock.tables()))
      tables.push(await writeTable(place, shape, lock.copyOut(shape), signal));
    await lock.endSnapshot();
    const logKeys = await this.audit.verifierKeys();
    return { version: 1, id, createdAt: this.clock.now().toISOString(), salt, verifier, logKeys, wrapKeyId, tables };
  }
}
