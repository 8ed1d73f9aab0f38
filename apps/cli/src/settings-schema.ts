import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Log } from '#platform/logging/log.js';
import { errorName } from '#platform/logging/error-name.js';
import { shippedConfig } from './installation/directories.js';
import type { Installation } from './installation/installation.js';

const name = 'settings.schema.json';

/**
 * Updates the schema beside `settings.json`, which editors use for completion: it is generated, and after an upgrade the old one would reject
 * new settings. A directory that cannot be written keeps the old one; only editors read it.
 */
export function renewSettingsSchema({ root, environment }: Pick<Installation, 'root' | 'environment'>, log: Log): void {
  const shipped = join(shippedConfig(root), name);
  const own = join(environment.configDir, name);
  if (!existsSync(shipped) || resolve(shipped) === resolve(own)) return;
  if (existsSync(own) && readFileSync(own).equals(readFileSync(shipped))) return;
  const temporary = `${own}.${process.pid}`;
  try {
    copyFileSync(shipped, temporary);
    renameSync(temporary, own);
  } catch (error) {
    rmSync(temporary, { force: true });
    log.warn('the JSON Schema of the settings was not updated', { error: errorName(error) });
  }
}
