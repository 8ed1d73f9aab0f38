import { chmodSync, copyFileSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Log } from '#platform/logging/log.js';
import { directoriesOf, type WrittenPlace } from '#platform/storage/written-places.js';
import type { Installation } from './installation.js';
import { isIn, openDirectory, openFile } from './places.rules.js';
import { openSecretFiles } from './secret-places.js';
import { Refusal } from '../refusal.js';

/** Files of `config/` that a new configuration directory begins with. */
const shipped = ['settings.json', 'settings.schema.json', 'system-prompt.txt', 'knowledge.md'];

/** Secrets in the configuration directory. Other hidden files there keep their modes. */
const ourSecrets = ['.auth', '.encryption_salt', '.audit_key', '.database', '.master_password', '.session_secret'];

type Place = Pick<Installation, 'root' | 'environment' | 'variables'>;

/**
 * Creates the directories of the deployment guide, private to the user who runs Chat Man. An existing one belongs to whoever created it: inside the installation it is closed, and logged; anywhere else it is left unchanged, and open permissions are reported.
 */
export function prepareDirectories(place: Place, log: Log): void {
  const { root, environment } = place;
  const isNew = !existsSync(join(environment.configDir, 'settings.json'));
  for (const directory of directoriesOf(environment)) prepare(directory, root, log);
  if (environment.databaseUrl === null) markDatabase(environment.databasePath);
  if (isNew) copyShipped(shippedConfig(root), environment.configDir);
  closeSecrets(environment.configDir, log);
  reportOpenFiles(place, log);
}

/** Creates a directory and its missing parents. Node's recursive mode never ends where a parent only seems to exist. */
export function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeDirectory(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
}

function prepare({ path, variable }: WrittenPlace, root: string, log: Log): void {
  const wasThere = existsSync(path);
  try {
    makeDirectory(path);
    const { mode } = statSync(path);
    if (process.platform === 'win32' || !wasThere || (mode & 0o077) === 0) return;
    if (isIn(path, root)) {
      chmodSync(path, 0o700);
      log.info('directory closed to other users', { directory: path, was: (mode & 0o777).toString(8) });
    } else {
      log.warn(openDirectory(path, mode, variable), { directory: path });
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Refusal(
      `The directory ${path} cannot be made private to the user who runs Chat Man (${code}). Make that user its owner, or set another directory with ` +
        `${variable}. Nothing was started.`,
      { cause },
    );
  }
}

/** The file that the deployment guide names and closes. The database itself lies beside it. */
function markDatabase(path: string): void {
  if (existsSync(path)) return;
  writeFileSync(
    path,
    `The database is the PostgreSQL cluster in ${join(dirname(path), 'postgres')}. This file is only a placeholder.\n`,
    { mode: 0o600 },
  );
}

/** An image keeps it elsewhere, because a volume covers its `config/`. */
export function shippedConfig(root: string): string {
  return [join(root, 'shipped-config'), join(root, 'config')].find((directory) => existsSync(directory)) ?? root;
}

function copyShipped(from: string, to: string): void {
  for (const name of shipped) {
    if (existsSync(join(from, name)) && !existsSync(join(to, name)))
      copyFileSync(join(from, name), join(to, name), constants.COPYFILE_EXCL);
  }
}

/** Written by us only, so closing them affects no one else. */
function closeSecrets(configDir: string, log: Log): void {
  if (process.platform === 'win32') return;
  for (const file of ourSecrets.map((name) => join(configDir, name))) {
    if (!existsSync(file) || (statSync(file).mode & 0o077) === 0) continue;
    chmodSync(file, 0o600);
    log.warn(
      'a secret file was readable by other users of this machine and has been closed; replace the secret if one of them may have read it',
      { file },
    );
  }
}

function reportOpenFiles(place: Place, log: Log): void {
  for (const { file, mode } of openSecretFiles(place)) log.warn(openFile(file, mode), { file });
}
