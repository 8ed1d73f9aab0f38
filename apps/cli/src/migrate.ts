import { refuseForeignKeyring } from '#platform/keyring/health/keyring-fit.repository.js';
import type { Log } from '#platform/logging/log.js';
import { migrateAndRestrict, reachDatabase } from './database-access.js';
import { prepareDirectories } from './installation/directories.js';
import type { Installation } from './installation/installation.js';
import { preflight } from './installation/preflight.js';
import { print, type OutputOptions } from './output.js';

/** `chatman migrate`: brings the schema up to date without starting anything else. `start` does the same by itself. */
export async function migrateOnly(installation: Installation, log: Log, output: OutputOptions): Promise<number> {
  const master = await preflight(installation);
  prepareDirectories(installation, log);
  const database = await reachDatabase(installation, log);
  try {
    await refuseForeignKeyring(database.ownerUrl, master);
    await migrateAndRestrict(installation, database.ownerUrl, log);
    print(output, { upToDate: true }, 'The database is up to date.\n');
    return 0;
  } finally {
    await database.server?.stop();
  }
}
