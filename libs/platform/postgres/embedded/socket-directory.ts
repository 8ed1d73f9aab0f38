import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresRefused } from '../postgres.errors.js';

/** The address of a Unix socket holds about 107 bytes on Linux and 103 on macOS, the file name included. */
const longestDirectory = 103 - '/.s.PGSQL.5432.lock'.length;

/**
 * A short private directory for the server's socket, the same for each start of the same cluster: a random one would be left behind
 * by every killed run. A directory that another user put in its place is never used.
 * @param owner the user who must own it, when that is not us.
 */
export function socketDirectory(clusterDirectory: string, owner: number | null): string {
  const id = createHash('sha256').update(clusterDirectory).digest('hex').slice(0, 12);
  const self = process.getuid?.() ?? 0;
  const parent = join(tmpdir(), 'chatman-000000000000-0').length <= longestDirectory ? tmpdir() : '/tmp';
  for (let attempt = 0; attempt < 10; attempt++) {
    const directory = join(parent, `chatman-${id}${attempt === 0 ? '' : `-${attempt}`}`);
    if (isPrivate(directory, [self, owner ?? self])) return directory;
  }
  throw new PostgresRefused(
    `Chat Man couldn’t create a private directory for the database socket in ${parent}: other users have taken all the names. Set TMPDIR to a directory of your own.`,
  );
}

/** What a killed server left in its socket directory: PostgreSQL takes a lock file there that names a zombie for a living server. */
export function clearSocketDirectory(directory: string): void {
  for (const name of readdirSync(directory)) if (name.startsWith('.s.PGSQL.')) rmSync(join(directory, name), { force: true });
}

function isPrivate(directory: string, users: readonly number[]): boolean {
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const found = lstatSync(directory);
  return found.isDirectory() && users.includes(found.uid) && (found.mode & 0o077) === 0;
}
