import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readInstallation } from './installation.js';

const root = mkdtempSync(join(tmpdir(), 'installation-'));
writeFileSync(
  join(root, '.env'),
  'PORT=3005\n# a note\nALERT_WEBHOOK_URL="https://alerts.example/a b"\nCHAT_MAN_DATA_DIR=elsewhere\n',
);
afterAll(() => rmSync(root, { recursive: true }));

test('reads .env beside package.json', () => {
  const { environment, variables } = readInstallation({}, root);
  expect(environment.port).toBe(3005);
  expect(environment.dataDir).toBe(join(root, 'elsewhere'));
  expect(variables['ALERT_WEBHOOK_URL']).toBe('https://alerts.example/a b');
});

test('the environment wins over .env', () => {
  const { environment, variables } = readInstallation({ PORT: '3006' }, root);
  expect(environment.port).toBe(3006);
  expect(variables['PORT']).toBe('3006');
});

test('a variable that cannot be used is refused with its name', () => {
  expect(() => readInstallation({ PORT: 'many' }, root)).toThrow('PORT');
});
