import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Requirements of OWASP ASVS 5.0.0, chapters 6 to 8, by level: their numbers alone. */
const required: Readonly<Record<string, string>> = {
  '1': '6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1',
  '2': `6.1.2 6.1.3 6.2.9 6.2.10 6.2.11 6.2.12 6.3.3 6.3.4 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.1 6.6.2 6.6.3 6.8.1 6.8.2 6.8.3 6.8.4
    7.1.1 7.1.2 7.1.3 7.3.1 7.3.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2 8.1.2 8.2.3 8.4.1`,
};

const rows = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+ +\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id, level, asked, verdict, how]) => ({ id: id!, level: level!, asked: asked!, verdict: verdict!, how: how! }));

test('the table of ASVS requirements is complete, each with its level and once', () => {
  const expected = Object.entries(required).flatMap(([level, ids]) => ids.split(/\s+/).map((id) => `${id} level ${level}`));
  expect(rows.map(({ id, level }) => `${id} level ${level}`).sort()).toEqual(expected.sort());
});

test('each requirement has a verdict and a reason', () => {
  expect(rows.filter(({ verdict }) => !['met', 'met when set', 'partly', 'not met', 'n/a'].includes(verdict))).toEqual([]);
  expect(rows.filter(({ asked, how }) => asked.length < 10 || how.length < 10)).toEqual([]);
});

test('with auth.assurance asvs-2 nothing that applies is missing', () => {
  expect(rows.filter(({ verdict }) => verdict === 'partly' || verdict === 'not met')).toEqual([]);
});

test('what is met when set is shown by a test that sets it', () => {
  const whenSet = rows.filter(({ verdict }) => verdict === 'met when set');
  const unshown = whenSet.filter(({ id, how }) => {
    const shown = [...how.matchAll(/`(test\/e2e\/[^`\s]+\.spec\.ts)`/g)].map(([, path]) => readFileSync(path!, 'utf8'));
    return (
      !how.includes('`auth.assurance: asvs-2`') || !shown.some((text) => text.includes("'asvs-2'") && text.includes(`(${id})`))
    );
  });
  expect(whenSet.length).toBeGreaterThan(0);
  expect(unshown).toEqual([]);
});

test('each file that the table names is there', () => {
  const named = rows.flatMap(({ how }) => [...how.matchAll(/`([^`\s]+\/[^`\s]+\.\w+)`/g)].map(([, path]) => path!));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
