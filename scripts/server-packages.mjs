// Leaves in package.json what the server needs at run time: what only the portal imports is in its bundle already, and an image needs it no more.
// `node scripts/server-packages.mjs` prints the others; with --remove it takes them out of package.json, for `npm prune` to follow.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');

/** Names of dependencies that the portal imports and the server does not. */
export function portalOnly() {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [portal, server] = [importedIn(['apps/portal']), importedIn(['apps/api', 'apps/cli', 'libs'])];
  return Object.keys(dependencies)
    .filter((name) => portal.has(name) && !server.has(name)) // peers of Angular's, such as its compiler, are imported by nobody
    .concat(Object.keys(dependencies).filter((name) => name.startsWith('@angular/') && !portal.has(name) && !server.has(name)));
}

function importedIn(folders) {
  const found = new Set();
  for (const folder of folders)
    for (const path of readdirSync(join(root, folder), { recursive: true }).map(String)) {
      if (!/\.(ts|mts|scss)$/.test(path) || /\.spec\.ts$/.test(path) || path.includes('node_modules')) continue;
      const text = readFileSync(join(root, folder, path), 'utf8');
      for (const [, name] of text.matchAll(/(?:from|import|import\(|@use|resolve\()\s*\(?['"]((?:@[\w.-]+\/)?[\w.-]+)(?=[/'"])/g))
        found.add(name);
    }
  return found;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = portalOnly();
  console.log(names.join('\n'));
  if (process.argv.includes('--remove')) {
    const file = join(root, 'package.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    for (const name of names) delete manifest.dependencies[name];
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  }
}
