import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnvFile } from '#platform/config/environment/env-file.rules.js';
import {
  cleanVariables,
  InvalidEnvironment,
  readEnvironment,
  type Environment,
} from '#platform/config/environment/environment.js';
import { isLibpqVariable } from '#platform/config/environment/libpq-variables.rules.js';
import { decodeText } from '#platform/text/decode.js';
import { refuseMadeUpPlaces } from './made-up-places.js';

/** One checkout or image of Chat Man and its configuration. */
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
  const given = cleanVariables({ ...variablesOf(join(root, '.env')), ...own });
  const environment = readEnvironment(given, root);
  refuseMadeUpPlaces(environment);
  // libpq's are in the addresses by now; left here, every connection to the embedded database would follow them.
  return { root, environment, variables: Object.fromEntries(Object.entries(given).filter(([name]) => !isLibpqVariable(name))) };
}

function variablesOf(file: string): Readonly<Record<string, string>> {
  if (!existsSync(file)) return {};
  const decoded = decodeText(readFileSync(file));
  if (decoded === null) throw new InvalidEnvironment([`${file}: expected text in UTF-8 or UTF-16, found something else`]);
  const { variables, faults } = parseEnvFile(decoded.text);
  if (faults.length > 0) throw new InvalidEnvironment(faults.map(({ line, text }) => `${file}, line ${line}: ${text}`));
  return variables;
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
