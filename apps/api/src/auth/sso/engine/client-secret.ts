import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidSettings } from '#platform/config/settings/settings-merge.js';

/** The secret that the provider gave, from its file; a relative path is taken from `config/`. A file that cannot be read stops the start. */
export function readClientSecret(path: string | null, configDir: string): string | null {
  if (path === null) return null;
  try {
    return readFileSync(resolve(configDir, path), 'utf8').trim();
  } catch (error) {
    throw new InvalidSettings([`auth.sso.clientSecretFile: cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}
