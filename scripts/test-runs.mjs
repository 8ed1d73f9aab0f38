// Runs one tool of the test run and counts what passed.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const running = new Set();

/** A tool without tests of its own counts as one. It is quiet unless it fails. */
export async function oneCheck(name, words) {
  const { code, said, seconds } = await run(words, 'quiet');
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)${code === 0 ? '' : `\n${said}`}`);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, failures: [], secondTries: [], seconds };
}

/** A test runner that writes vitest's JSON report. What went wrong outside any test counts as a failure too. */
export async function withReport(name, words, report) {
  const { code, seconds } = await run(words, 'loud');
  const counted = count(report);
  return { name, ...counted, failed: code !== 0 && counted.failed === 0 ? 1 : counted.failed, seconds };
}

/** Ends the tools that still run. */
export function stopAll() {
  for (const child of running) child.kill('SIGTERM');
}

function count(report) {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const failures = testResults.flatMap(failuresOf);
    const tests = testResults.flatMap((file) => file.assertionResults);
    const having = (...states) => tests.filter((test) => states.includes(test.status)).length;
    return {
      passed: having('passed'),
      failed: failures.length,
      skipped: having('skipped', 'pending', 'todo', 'disabled'),
      failures,
      secondTries: testResults.flatMap(secondTriesOf),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: ['the runner died before it could report'], secondTries: [] };
  }
}

/** Each failed test of a file with the beginning of its output; a file that broke before its tests counts as one. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [`${file}: ${beginning(message)}`];
  return failed.map((test) => `${file} > ${test.fullName}: ${beginning(test.failureMessages[0])}`);
}

/** Tests that failed and then passed, with what went wrong first: the report keeps that. */
function secondTriesOf({ name, assertionResults }) {
  return assertionResults
    .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
    .map((test) => `${relative(root, name)} > ${test.fullName}: ${beginning(test.failureMessages[0])}`);
}

function beginning(message = '') {
  return message.slice(0, 1_000);
}

function run(words, loudness) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, {
      cwd: root,
      env: { ...process.env, NG_CLI_ANALYTICS: 'false', CI: process.env.CI ?? 'true' },
      stdio: ['ignore', ...(loudness === 'loud' ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
    });
    running.add(child);
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, said: Buffer.concat(said).toString(), seconds: (performance.now() - began) / 1000 });
    });
  });
}
