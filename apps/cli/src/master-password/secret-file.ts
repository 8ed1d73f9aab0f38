import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/** 256 bits, in characters that need no escape in a URL. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The content of a secret file, created with mode 600 when it is missing. It appears whole or not at all, and of several concurrent starts
 * one creates it for all.
 */
export function secretFile(path: string, make: () => string): string {
  const existing = read(path);
  if (existing !== null) return existing;
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(handle, `${make()}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(temporary);
  }
  return read(path)!;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
