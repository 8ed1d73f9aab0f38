import { CannotOpen } from '#sealing/cannot-open.js';
import type { MasterKeys } from '#sealing/keys/master.js';
import { BackupDirectory } from '../../engine/backup-directory.js';
import { openTable } from '../../engine/table-reader.js';
import { carriedTables } from '../../keyring-copy/carry-over.rules.js';
import { keyringCopyLocked } from '../restore.errors.js';
import { newestCopy } from './keyring-load.js';
import { LoadRepository, type Revoked } from './load.repository.js';

/** What a restored database got that its backup did not have, and what it lost of it. */
export interface BroughtUpToDate extends Revoked {
  /** Of holds, with what each keeps, and of accounts whose state changed since the backup. */
  readonly holds: number;
  readonly accounts: number;
  /** When the copy was written that says so; null where it is of an earlier version and says nothing. */
  readonly asOf: string | null;
}

/**
 * Makes of a database that was loaded and compared one that may be used: what applies whichever backup is restored is taken from the newest
 * keyring copy, and nobody stays signed in. Erasures are repeated at the start, by the destroyed keys in the same copy.
 */
export async function bringUpToDate(
  ownerUrl: string,
  directory: BackupDirectory,
  keys: MasterKeys,
  backupKeyId: string,
): Promise<BroughtUpToDate> {
  const { id, createdAt, carryOver } = await newestCopy(directory, backupKeyId);
  const place = { directory: directory.keyringOf(id), id, secret: keys.key('backup') };
  const applied: Record<string, number> = {};
  const bring = (database: LoadRepository): Promise<Revoked> =>
    database.inTransaction(async () => {
      for (const { name, applied: way } of carriedTables) {
        const table = carryOver?.tables.find((each) => each.name === name);
        if (!table) continue;
        const may = { insert: way !== 'changed', update: way !== 'added' };
        applied[name] = await database.merge(table, openTable(place, table), may);
      }
      return database.revokeAccess();
    });
  try {
    const revoked = await LoadRepository.on(ownerUrl, bring);
    const [holds = 0, accounts = 0] = [applied['retention.hold'], applied['auth.user']];
    return { ...revoked, holds, accounts, asOf: carryOver ? createdAt : null };
  } catch (cause) {
    throw cause instanceof CannotOpen ? keyringCopyLocked({ cause }) : cause;
  }
}
