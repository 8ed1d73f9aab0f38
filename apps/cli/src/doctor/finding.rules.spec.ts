import { expect, test } from 'vitest';
import { backupFinding, certificateFinding, failed, inWords, isSound, passed, spaceFinding, warned } from './finding.rules.js';

const gib = 1024 ** 3;

test.each([
  [20 * gib, 'pass'],
  [9 * gib, 'warn'],
  [0.5 * gib, 'fail'],
] as const)('%d bytes of free space: %s', (free, status) => {
  expect(spaceFinding('space', free).status).toBe(status);
});

test.each([
  [null, 90, 'pass'],
  [null, 20, 'warn'],
  ['CERT_HAS_EXPIRED', -1, 'fail'],
] as const)('a certificate with fault %s and %d days left: %s', (fault, days, status) => {
  expect(certificateFinding('tls', 'chat.example', fault, days).status).toBe(status);
});

test.each([
  [null, 'warn'],
  [5, 'pass'],
  [28, 'warn'],
] as const)('a newest backup of %s hours: %s', (age, status) => {
  expect(backupFinding('backups', age, 27).status).toBe(status);
});

test('only a failure makes it unsound, and what is wrong comes with its cure', () => {
  const findings = [passed('one', 'fine'), warned('other', 'odd', 'do this')];
  expect(isSound(findings)).toBe(true);
  expect(isSound([...findings, failed('third', 'broken', 'do that')])).toBe(false);
  expect(inWords(findings)).toBe(
    'ok       one    fine\nwarning  other  odd\n                → do this\n\n1 ok, 1 warnings, 0 failed, 0 skipped\n',
  );
});
