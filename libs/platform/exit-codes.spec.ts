import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exitCodeOf, exitCodes, Refused } from './exit-codes.js';

const text = (path: string): string => readFileSync(path, 'utf8');

test('a refusal ends with the code that keeps service managers from trying again', () => {
  expect([exitCodeOf(new Refused('no')), exitCodeOf(new Error('no')), exitCodeOf('no')]).toEqual([78, 1, 1]);
});

test('everything named a refusal is one', () => {
  const sources = globSync(['apps/cli/src/**/*.ts', 'libs/platform/**/*.ts']).filter((path) => !path.endsWith('.spec.ts'));
  const classes = sources.flatMap((path) => [...text(path).matchAll(/class (\w*(?:Refus|Invalid)\w*) extends (\w+)/g)]);
  expect(classes.length).toBeGreaterThan(4);
  expect(classes.filter(([, name, parent]) => parent !== 'Refused' && name !== 'Refused').map(([line]) => line)).toEqual([]);
});

test('the tool throws no bare error: it would end with a stack trace and be started again', () => {
  const sources = globSync('apps/cli/src/**/*.ts').filter((path) => !path.endsWith('.spec.ts'));
  const bare = sources.filter((path) => /throw new Error\((?!`invariant)/.test(text(path)));
  expect(bare).toEqual([]);
});

test('the guide, the unit and the scripts say the same', () => {
  const guide = text('docs/deployment.md');
  const rows = Object.values(exitCodes).map(({ code, meaning }) => `${code} | ${meaning}`);
  const documented = [...guide.matchAll(/^\| (\d+) +\| (.+?) +\|$/gm)].map(([, code, meaning]) => `${code} | ${meaning}`);
  expect(documented).toEqual(rows);
  expect(guide).toContain(`RestartPreventExitStatus=${exitCodes.refused.code}`);
  expect(text('scripts/run.mjs')).toContain(`const refused = ${exitCodes.refused.code};`);
});
