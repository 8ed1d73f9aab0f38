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

test.each([
  ['a byte order mark', Buffer.from('\ufeffNODE_ENV=production\n')],
  ['UTF-16, as an editor of Windows saves it', Buffer.from('\ufeffNODE_ENV=production\r\n', 'utf16le')],
  ['unseen characters', Buffer.from('\f\u2028NODE_ENV=production\v\u001b\n')],
])('.env with %s says the same', (_, bytes) => {
  const place = mkdtempSync(join(root, 'unseen-'));
  writeFileSync(join(place, '.env'), bytes);
  expect(readInstallation({}, place).environment.mode).toBe('production');
});

test('.env is taken whole or refused, with line and name and without the value', () => {
  const place = mkdtempSync(join(root, 'whole-'));
  writeFileSync(join(place, '.env'), 'CHAT_MAN_PASSWORD=Moon-Rise-2031#Sommer-Regen\n');
  expect(readInstallation({}, place).environment.masterPassword).toBe('Moon-Rise-2031#Sommer-Regen');
  writeFileSync(join(place, '.env'), 'PORT=3005\nCHAT_MAN_PASSWORD=Moon-Rise-2031 #Sommer-Regen\n');
  expect(() => readInstallation({}, place)).toThrow(/\.env, line 2: CHAT_MAN_PASSWORD: expected comments(?!.*Moon)/);
});

test('libpq’s variables reach the address of a database of one’s own, and nothing else', () => {
  const own = { DATABASE_URL: 'postgres://o:p@db/c', PGSSLMODE: 'require', PGHOST: 'elsewhere' };
  const { environment, variables } = readInstallation(own, root);
  expect(environment.databaseUrl).toBe('postgres://o:p@db/c?sslmode=require&uselibpqcompat=true');
  expect(Object.keys(variables).filter((name) => name.startsWith('PG'))).toEqual([]);
  expect(readInstallation({ PGSSLMODE: 'prefer' }, root).environment.databaseUrl).toBeNull();
});
