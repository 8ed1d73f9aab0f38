import { expect, it } from 'vitest';
import type { CheckStatus } from '#contracts/health.js';
import { conditionsIn } from './health.alerts.rules.js';

const found = (check: string, status: CheckStatus): string[] =>
  conditionsIn({ checks: { [check]: { status, message: 'As the probe says' } } }).map(
    ({ rule, severity }) => `${rule} ${severity}`,
  );

it.each([
  ['diskSpace', 'warn', ['disk-space warning']],
  ['diskSpace', 'fail', ['disk-space critical']],
  ['memory', 'fail', ['memory critical']],
  ['ollama', 'fail', ['model-down warning']],
] as const)('%s that says %s is an alert', (check, status, expected) => {
  expect(found(check, status)).toEqual(expected);
});

it.each([
  ['diskSpace', 'pass'],
  ['memory', 'warn'],
  ['ollama', 'warn'],
  ['ollama', 'pass'],
  ['somethingNew', 'fail'],
] as const)('%s that says %s is none', (check, status) => {
  expect(found(check, status)).toEqual([]);
});
