// Completes package-lock.json, or checks with --check that it is complete.
//
// npm leaves optional packages for other platforms out of the lock when the registry at hand does not serve them, and `npm ci` then
// refuses the lock that npm itself wrote (npm/cli issue 9846). A placeholder with the system of such a package makes
// `npm ci` skip it everywhere else.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

/**
 * Every optional dependency that a package of the lock names and the lock does not have.
 * @returns {{ parent: string, name: string, range: string, isDev: boolean }[]}
 */
export function missingOptionals(lock) {
  const missing = [];
  for (const [parent, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolve(lock, parent, name) === undefined) missing.push({ parent, name, range, isDev: entry.dev === true });
    }
  }
  return missing;
}

/** The lock with a placeholder for each missing optional dependency, in npm's own order. */
export function completed(lock) {
  const packages = { ...lock.packages };
  for (const { parent, name, range, isDev } of missingOptionals(lock)) {
    const top = `node_modules/${name}`;
    const place = packages[top] === undefined || packages[top].version === range ? top : `${parent}/node_modules/${name}`;
    packages[place] = placeholder(name, range, isDev);
  }
  const sorted = Object.keys(packages).sort((a, b) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted.map((place) => [place, packages[place]])) };
}

function placeholder(name, version, isDev) {
  const words = name.split('/').at(-1).split('-');
  const [system, processor] = [systems.find((word) => words.includes(word)), processors.find((word) => words.includes(word))];
  const isPortable = processor === 'wasm32';
  if ((system === undefined && !isPortable) || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(`Cannot tell for which system ${name}@${version} is; add it to package-lock.json by hand.`);
  }
  return {
    version,
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(isDev ? { dev: true } : {}),
    optional: true,
    ...(system === undefined ? {} : { os: [system] }),
  };
}

/** Where Node would resolve `name` from `parent`, as a key of the lock. */
function resolve(lock, parent, name) {
  for (let place = parent; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    const candidate = `${place === '' ? '' : `${place}/`}node_modules/${name}`;
    if (lock.packages[candidate] !== undefined) return candidate;
    if (place === '') return undefined;
  }
}

function main() {
  const file = join(import.meta.dirname, '..', 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptionals(lock);
  if (process.argv.includes('--check')) {
    for (const { parent, name } of missing)
      console.error(`package-lock.json: ${name}, an optional dependency of ${parent || 'the root'}, is missing`);
    if (missing.length > 0) console.error('Run "node scripts/lock.mjs" and commit package-lock.json.');
    process.exitCode = missing.length > 0 ? 1 : 0;
    return;
  }
  writeFileSync(file, `${JSON.stringify(completed(lock), null, 2)}\n`);
  console.log(`package-lock.json: ${missing.length} placeholders added`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
