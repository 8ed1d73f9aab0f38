import { refuseForeignKeyring } from '#platform/keyring/health/keyring-fit.repository.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Log } from '#platform/logging/log.js';
import { drainMs, HttpSettings } from '../../../api/src/http.settings.js';
import { settingsSlices } from '../../../api/src/settings.js';
import { migrateAndRestrict, openDatabase, type DatabaseAccess } from '../database-access.js';
import { prepareDirectories } from '../installation/directories.js';
import type { Installation } from '../installation/installation.js';
import { provideSecrets } from '../master-password/master-password.js';
import { stopAsked } from '../parents.js';
import { Maintenance } from '../maintenance/maintenance.js';
import { preflight } from '../installation/preflight.js';
import { renewSettingsSchema } from '../settings-schema.js';
import { demandEncryption } from './demand-encryption.js';
import { demandSafety } from './demand-safety.js';
import { Supervisor } from './supervisor.js';

/** `chatman start`: prepares, starts and keeps everything that one installation needs; returns the exit code once it has ended. */
export async function start(installation: Installation, log: Log): Promise<number> {
  const asked = stopAsked();
  const master = await preflight(installation);
  demandSafety(installation);
  prepareDirectories(installation, log);
  renewSettingsSchema(installation, log);
  demandEncryption(installation, log);
  provideSecrets(installation);
  const database = await openDatabase(installation, log);
  const runtimeUrl = await untilOrStop(database, async () => {
    await refuseForeignKeyring(database.ownerUrl, master);
    return migrateAndRestrict(installation, database.ownerUrl, log);
  });
  // The API never learns how to connect as owner.
  const variables = {
    ...installation.variables,
    DATABASE_URL: undefined,
    DATABASE_URL_FILE: undefined,
    DATABASE_RUNTIME_URL: runtimeUrl,
  };
  const supervisor = new Supervisor({
    ...{ installation, server: database.server, variables, drainMs: drainOf(installation), log },
    maintenance: new Maintenance(installation, database.ownerUrl, log),
  });
  const ended = supervisor.run();
  void asked.then((reason) => {
    log.info('stopping', { reason });
    return supervisor.stop();
  });
  return ended;
}

function drainOf({ environment, variables }: Installation): number {
  const settings = Settings.fromDirectory(settingsSlices, environment.configDir, variables);
  return drainMs(settings.of(HttpSettings).drainSeconds, environment.mode);
}

/** A database that was started for nothing is stopped again. */
async function untilOrStop<T>(database: DatabaseAccess, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await database.server?.stop();
    throw error;
  }
}
