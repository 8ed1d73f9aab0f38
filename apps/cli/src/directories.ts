import { chmodSync, copyFileSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '#platform/config/environment.js';
import type { Installation } from './installation.js';
import { Refusal } from './refusal.js';

/** Files of `config/` that a new configuration directory begins with. */
const shipped = ['settings.json', 'settings.schema.json', 'system-prompt.txt', 'knowledge.md'];

/** Makes the directories of the deployment guide, private to the user who runs Chat Man, and closes those that are open. */
export function prepareDirectories({ root, environment }: Pick<Installation, 'root' | 'environment'>): void {
  const isNew = !existsSync(join(environment.configDir, 'settings.json'));
  for (const directory of privateDirectories(environment)) makePrivate(directory);
  if (isNew) copyShipped(shippedConfig(root), environment.configDir);
  closeSecrets(environment.configDir);
}

function privateDirectories(environment: Environment): string[] {
  const { dataDir, configDir, backupDir, auditLogPath, databasePath } = environment;
  return [
    ...new Set([configDir, dataDir, backupDir, dirname(auditLogPath), join(dataDir, 'rag-vectors'), dirname(databasePath)]),
  ];
}

function makePrivate(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32' && (statSync(directory).mode & 0o777) !== 0o700) chmodSync(directory, 0o700);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Refusal(
      `The directory ${directory} cannot be made private to the user who runs Chat Man (${code}). Give it to that user, or name another with ` +
        'CHAT_MAN_DATA_DIR and CHAT_MAN_CONFIG_DIR. Nothing was started.',
      { cause },
    );
  }
}

/** An image keeps it apart, because a volume covers its `config/`. */
function shippedConfig(root: string): string {
  return [join(root, 'shipped-config'), join(root, 'config')].find((directory) => existsSync(directory)) ?? root;
}

function copyShipped(from: string, to: string): void {
  for (const name of shipped) {
    if (existsSync(join(from, name)) && !existsSync(join(to, name)))
      copyFileSync(join(from, name), join(to, name), constants.COPYFILE_EXCL);
  }
}

/** Secrets are the hidden files of the configuration directory. */
function closeSecrets(configDir: string): void {
  if (process.platform === 'win32') return;
  const hidden = readdirSync(configDir, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.startsWith('.'));
  for (const { name } of hidden)
    if ((statSync(join(configDir, name)).mode & 0o077) !== 0) chmodSync(join(configDir, name), 0o600);
}
