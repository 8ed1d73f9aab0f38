// Runs every check and every tier of tests, then says how many passed and failed. With --quick only what needs no database and no build;
// with words, only the test files that they name: `npm test -- backup`. With --thorough tests that try by chance try very often.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chosenTests } from './chosen-tests.mjs';
import { oneCheck, stopAll, withReport } from './test-runs.mjs';

const root = join(import.meta.dirname, '..');
const isQuick = process.argv.includes('--quick');
if (process.argv.includes('--thorough')) process.env.CHAT_MAN_TEST_THOROUGH = 'true';
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const reports = mkdtempSync(join(tmpdir(), 'chatman-reports-'));
const results = [];
const began = performance.now();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => abandon(signal));
process.once('disconnect', () => abandon('SIGTERM'));
// Listening to the channel would keep this process alive after the last test.
process.channel?.unref();

const modules = (...parts) => join(root, 'node_modules', ...parts);
const eslint = modules('eslint', 'bin', 'eslint.js');
/** The longest first, so that none of them is left over at the end. */
const checks = [
  () => oneCheck('lint of server and tests', [eslint, '.', '--ignore-pattern', 'apps/portal/']),
  // What prettier keeps of a file, it finds by its content alone.
  () =>
    oneCheck('format', [
      modules('prettier', 'bin', 'prettier.cjs'),
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-strategy',
      'content',
      '.',
    ]),
  () => oneCheck('lint of the portal', [eslint, 'apps/portal']),
  () =>
    oneCheck('import laws', [
      modules('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'apps',
      'libs',
      'test',
    ]),
  () => oneCheck('types', [modules('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit']),
  () =>
    oneCheck('types of the browser tests', [modules('typescript', 'bin', 'tsc'), '-p', 'test/portal/tsconfig.json', '--noEmit']),
  () => oneCheck('package-lock.json is complete', ['scripts/lock.mjs', '--check']),
];

if (words.length > 0) await onlyChosen();
else await everything();
finish();

async function everything() {
  await inPairs(checks);
  if (isQuick) return tier(['pure']);
  await tier(['pure', 'db', 'e2e']);
  const isBuilt = await step(build);
  await step(() => portalUnits());
  if (isBuilt) await tier(['faults', 'portal']);
}

async function onlyChosen() {
  const { unknown, portalUnits: units, needsBuild, others } = chosenTests(words);
  for (const word of unknown) {
    const failures = [`no test file has ${JSON.stringify(word)} in its path or its text`];
    results.push({ name: 'choice of tests', passed: 0, failed: 1, skipped: 0, failures, secondTries: [], seconds: 0 });
  }
  if (others.length > 0) await tier(['pure', 'db', 'e2e'], others);
  if (needsBuild.length > 0 && (await step(build))) await tier(['faults', 'portal'], needsBuild);
  if (units.length > 0) await step(() => portalUnits(units));
}

function build() {
  return oneCheck('build', ['scripts/build.mjs']);
}

/** One run of vitest over some of its projects, or over some files of theirs. */
function tier(projects, files = []) {
  const report = join(reports, `${projects.join('-')}.json`);
  const choice = projects.flatMap((name) => ['--project', name]);
  const call = [
    modules('vitest', 'vitest.mjs'),
    'run',
    ...files,
    ...choice,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return step(() => withReport(`tests: ${projects.join(', ')}`, call, report));
}

function portalUnits(files = []) {
  const report = join(reports, 'portal-units.json');
  const call = [
    modules('@angular', 'cli', 'bin', 'ng.js'),
    'test',
    '--no-watch',
    '--no-progress',
    '--reporters=json',
    `--output-file=${report}`,
    ...files.map((file) => `--include=${file}`),
  ];
  return withReport('tests: parts of the portal', call, report);
}

async function step(run) {
  const result = await run();
  results.push(result);
  return result.failed === 0;
}

/** Two at a time: that is how many processors a small machine has. */
async function inPairs(runs) {
  const waiting = [...runs];
  const worker = async () => {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) await step(run);
  };
  await Promise.all([worker(), worker()]);
}

function finish() {
  rmSync(reports, { recursive: true, force: true });
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log('');
  for (const { name, secondTries } of results)
    for (const first of secondTries) console.log(`? ${name}: passed at the second try only: ${first}\n`);
  for (const { name, failures } of results) for (const failure of failures) console.log(`✗ ${name}: ${failure}\n`);
  for (const { name, passed, failed, skipped, seconds } of results) {
    const left = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(`${failed > 0 ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed${left} (${seconds.toFixed(1)} s)`);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`All of it took ${seconds} s.`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

function abandon(signal) {
  stopAll();
  rmSync(reports, { recursive: true, force: true });
  process.exit(signal === 'SIGINT' ? 130 : 143);
}
