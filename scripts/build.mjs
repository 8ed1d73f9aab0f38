// Builds the server and the portal into dist/, each only when something that goes into it has changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hintCompiler } from './compile-hints.mjs';
import { hintModules } from './page-hints.mjs';
import { mergeChunks } from './merge-chunks.mjs';
import { precompress } from './precompress.mjs';

const root = join(import.meta.dirname, '..');
const inRoot = (...parts) => join(root, ...parts);

/** TypeScript of the API, the operator's tool and the libraries, to dist/apps and dist/libs. */
export function buildServer() {
  const sources = [
    'apps/api/src',
    'apps/cli/src',
    'libs',
    'tsconfig.base.json',
    'tsconfig.build.json',
    'package.json',
    'package-lock.json',
  ];
  return unlessBuilt('server', sources, async () => {
    removeOrphans();
    rmSync(inRoot('dist', '.compile-cache'), { recursive: true, force: true });
    await run('The server does not compile.', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
    await prepareDatabase();
  });
}

/** The portal, with hints for what to load first, and with compressed copies of its files beside them. */
export function buildPortal() {
  if (!existsSync(inRoot('angular.json'))) return Promise.resolve();
  const sources = [
    'apps/portal',
    'libs/contracts',
    'scripts/compile-hints.mjs',
    'scripts/merge-chunks.mjs',
    'scripts/page-hints.mjs',
    'angular.json',
    'tsconfig.base.json',
    'package.json',
    'package-lock.json',
  ];
  return unlessBuilt('portal', sources, async () => {
    await run('The portal does not compile.', 'node_modules/@angular/cli/bin/ng.js', ['build', '--no-progress']);
    await mergeChunks(join(portalOutput(), 'browser'));
    await hintModules(join(portalOutput(), 'browser'));
    await hintCompiler(join(portalOutput(), 'browser'));
    await precompress(portalOutput());
  });
}

/** The package of the embedded PostgreSQL leaves its links to an install script, which does not run; a service may not write there later. */
async function prepareDatabase() {
  const binaries = inRoot('dist', 'libs', 'platform', 'postgres', 'embedded', 'postgres-binaries.js');
  const { postgresBinaries } = await import(pathToFileURL(binaries).href);
  try {
    postgresBinaries();
  } catch (error) {
    console.error(error.message); // with DATABASE_URL it is not needed
  }
}

async function unlessBuilt(name, sources, build) {
  const stampFile = inRoot('dist', `.${name}-stamp`);
  const stamp = contentHash(sources);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const began = performance.now();
  console.error(`Building the ${name} …`);
  rmSync(stampFile, { force: true });
  await build();
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(stampFile, stamp);
  console.error(`Built the ${name} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** Tests do not go into what is built. */
function contentHash(sources) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of sources.flatMap(filesUnder)) {
    if (file.endsWith('.spec.ts')) continue;
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const absolute = inRoot(path);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [absolute];
  const entries = readdirSync(absolute, { recursive: true, withFileTypes: true, throwIfNoEntry: false });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The compiler never removes what it made from a file that is gone, and the module would still load. */
function removeOrphans() {
  for (const file of ['dist/apps', 'dist/libs'].flatMap(filesUnder)) {
    const source = inRoot(relative(inRoot('dist'), file).replace(/\.js(\.map)?$/, '.ts'));
    if (/\.js(\.map)?$/.test(file) && !existsSync(source) && !file.startsWith(portalOutput())) rmSync(file, { force: true });
  }
}

function portalOutput() {
  if (!existsSync(inRoot('angular.json'))) return inRoot('dist', 'apps', 'portal');
  const [project] = Object.values(JSON.parse(readFileSync(inRoot('angular.json'), 'utf8')).projects);
  const path = project.architect.build.options.outputPath;
  return inRoot(typeof path === 'string' ? path : path.base);
}

/** Runs a tool of node_modules quietly; its output is shown when it fails. */
function run(failure, tool, words) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot(tool), ...words], {
      cwd: root,
      env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = [];
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${failure}\n${Buffer.concat(said)}`))));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await Promise.all([buildServer(), buildPortal()]).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
