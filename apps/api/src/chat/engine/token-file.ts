import { readFileSync } from 'node:fs';
import { InvalidSettings } from '#platform/config/settings-merge.js';

/** The header that carries the token of a file; no header without a file. A file that cannot be read stops the start. */
export function readToken(path: string | null): Readonly<Record<string, string>> {
  if (path === null) return {};
  try {
    return { authorization: `Bearer ${readFileSync(path, 'utf8').trim()}` };
  } catch (error) {
    throw new InvalidSettings([`${path}: the token file cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}
