import { readFileSync } from 'node:fs';
import { InvalidSettings } from '#platform/config/settings/settings-merge.js';

/** The header that carries the token of a file; no header without a file. A file that cannot be read stops the start. */
export function readToken(path: string | null): Readonly<Record<string, string>> {
  return path === null ? {} : { authorization: `Bearer ${readKey(path)}` };
}

/** The secret that a file holds. One that cannot be read, or is empty, stops the start. */
export function readKey(path: string): string {
  const key = contentOf(path).trim();
  if (key === '') throw new InvalidSettings([`${path}: the key file is empty`]);
  return key;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InvalidSettings([`${path}: the token file cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}
