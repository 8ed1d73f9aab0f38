// Runs every check and every tier of tests, then says how many passed and failed. With --quick only what needs no database and no build.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oneCheck, stopAll, withReport } from './test-runs.mjs';

const root = join(import.meta.dirname, '..');
const isQuick = process.argv.includes('--quick');
const reports = mkdtempSync(join(tmpdir(), 'chatman-reports-'));
const results = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => abandon(signal));
process.once('disconnect', () => abandon('SIGTERM'));
// Listening to the channel would keep this process alive after the last test.
process.channel?.unref();

const modules = (...parts) => join(root, 'node_modules', ...parts);
const checks = [
  () => oneCheck('package-lock.json is complete', ['scripts/lock.mjs', '--check']),
  () => oneCheck('types', [modules('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit']),
  () =>
    oneCheck('types of the browser tests', [modules('typescript', 'bin', 'tsc'), '-p', 'test/portal/tsconfig.json', '--noEmit']),
  () =>
    oneCheck('import laws', [
      modules('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'apps',
      'libs',
      'test',
    ]),
  () => oneCheck('lint', [modules('eslint', 'bin', 'eslint.js'), '.']),
  () => oneCheck('format', [modules('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']),
];

await inPairs(checks);
if (isQuick) {
  await tier(['pure']);
} else {
  await tier(['pure', 'db', 'e2e']);
  const isBuilt = await step(() => oneCheck('build', ['scripts/build.mjs']));
  await step(portalUnits);
  if (isBuilt) await tier(['faults', 'portal']);
}
finish();

/** One run of vitest over some of its projects. */
function tier(projects) {
  const report = join(reports, `${projects.join('-')}.json`);
  const choice = projects.flatMap((name) => ['--project', name]);
  const words = [
    modules('vitest', 'vitest.mjs'),
    'run',
    ...choice,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return step(() => withReport(`tests: ${projects.join(', ')}`, words, report));
}

function portalUnits() {
  const report = join(reports, 'portal-units.json');
  const words = [
    modules('@angular', 'cli', 'bin', 'ng.js'),
    'test',
    '--no-watch',
    '--no-progress',
    '--reporters=json',
    `--output-file=${report}`,
  ];
  return withReport('tests: parts of the portal', words, report);
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
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

function abandon(signal) {
  stopAll();
  rmSync(reports, { recursive: true, force: true });
  process.exit(signal === 'SIGINT' ? 130 : 143);
}
