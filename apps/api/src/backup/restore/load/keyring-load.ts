import { CannotOpen } from '#sealing/cannot-open.js';
import type { MasterKeys } from '#sealing/keys/master.js';
import { BackupDirectory } from '../../engine/backup-directory.js';
import { openTable } from '../../engine/table-reader.js';
import { KeyringCopy } from '../../keyring-copy/keyring-copy.js';
import { LoadRepository } from './load.repository.js';
import { loadOrder } from './load-order.rules.js';
import { keyringCopyLocked, noKeyringCopy } from '../restore.errors.js';

/**
 * Loads the newest keyring copy into a database that has no keys yet. It is sealed under the master password, so it is
 * authentic. An older one would bring back keys that were destroyed since.
 * @throws Problem `no-keyring-copy` where there is none, `keyring-copy-locked` where it does not open.
 */
export async function loadKeyring(
  ownerUrl: string,
  directory: BackupDirectory,
  keys: MasterKeys,
  backupKeyId: string,
): Promise<void> {
  const { id, tables } = await newestCopy(directory, backupKeyId);
  const place = { directory: directory.keyringOf(id), id, secret: keys.key('backup') };
  const byName = new Map(tables.map((table) => [table.name, table]));
  const load = (database: LoadRepository) =>
    database.inTransaction(async () => {
      for (const name of loadOrder([...byName.keys()], await database.references())) {
        const table = byName.get(name)!;
        await database.load(table, openTable(place, table));
      }
    });
  try {
    await LoadRepository.on(ownerUrl, load);
  } catch (cause) {
    throw cause instanceof CannotOpen ? keyringCopyLocked({ cause }) : cause;
  }
}

/**
 * The newest whole copy that has the key a backup hangs on; without that key, the newest of all. A copy of an earlier version of Chat Man
 * doesn't say which key it has.
 */
export async function newestCopy(directory: BackupDirectory, backupKeyId?: string): Promise<KeyringCopy> {
  for (const id of (await directory.keyringIds()).reverse()) {
    const found = await directory.keyring(id);
    if (found === null) continue;
    const copy = KeyringCopy.parse(JSON.parse(found.bytes.toString('utf8')));
    if (backupKeyId === undefined || copy.backupKeyId === undefined || copy.backupKeyId === backupKeyId) return copy;
  }
  throw noKeyringCopy();
}
