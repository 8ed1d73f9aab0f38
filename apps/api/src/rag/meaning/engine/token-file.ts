import { readFileSync } from 'node:fs';
import { InvalidSettings } from '#platform/config/settings/settings-merge.js';

/** One that cannot be read stops the start. */
export function tokenIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new InvalidSettings([`${path}: the token file cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}
