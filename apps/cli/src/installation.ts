import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { readEnvironment, type Environment } from '#platform/config/environment.js';

/** One checkout or image of Chat Man, and how it is told to run. */
export interface Installation {
  /** Directory of `package.json`, `migrations/` and `dist/`. */
  readonly root: string;
  readonly environment: Environment;
  /** The variables as they were given, for processes started from here. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Reads the process's environment and the file `.env` beside `package.json`; what the environment says wins.
 * @throws InvalidEnvironment naming each variable that cannot be used.
 */
export function readInstallation(own: NodeJS.ProcessEnv = process.env, root = installationRoot()): Installation {
  const file = join(root, '.env');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const variables = Object.fromEntries(
    Object.entries({ ...fromFile, ...own }).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return { root, environment: readEnvironment(variables, root), variables };
}

function installationRoot(): string {
  let directory = import.meta.dirname;
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error(`invariant: no package.json above ${import.meta.dirname}`);
    directory = parent;
  }
  return directory;
}
