import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { openMasterPassword } from '#platform/keyring/master/master-password.js';
import { checkMasterPassword, provideSecrets } from './master-password.js';

let configDir: string;
beforeEach(() => {
  configDir = mkdtempSync(join(tmpdir(), 'secrets-'));
});
afterEach(() => rmSync(configDir, { recursive: true }));

test('development makes what is missing, and keeps it', () => {
  provideSecrets(installation({}));
  const first = readFileSync(join(configDir, '.master_password'), 'utf8');
  provideSecrets(installation({}));
  expect(readFileSync(join(configDir, '.master_password'), 'utf8')).toBe(first);
  expect(first.length).toBeGreaterThan(32);
  expect(existsSync(join(configDir, '.session_secret'))).toBe(true);
});

test('what is given is not made', () => {
  provideSecrets(installation({ CHAT_MAN_PASSWORD: 'Given-Password-1', SESSION_SECRET: 'given-session-secret' }));
  expect(existsSync(join(configDir, '.master_password'))).toBe(false);
  expect(existsSync(join(configDir, '.session_secret'))).toBe(false);
});

test('nothing is made in the place of a master password that was given before', async () => {
  await openMasterPassword({ configDir, password: 'Given-Password-1' });
  expect(() => provideSecrets(installation({}))).toThrow('this installation is encrypted with one');
  expect(existsSync(join(configDir, '.master_password'))).toBe(false);
});

test.each([
  [{ CHAT_MAN_PASSWORD: 'Given-Password-1' }, 'SESSION_SECRET must be set'],
  [{ SESSION_SECRET: 'given-session-secret' }, 'CHAT_MAN_PASSWORD must be set'],
  [{}, 'CHAT_MAN_PASSWORD and SESSION_SECRET must be set'],
])('production with only %o makes nothing and says what is missing', (variables, text) => {
  expect(() => provideSecrets(installation({ NODE_ENV: 'production', ...variables }))).toThrow(text);
  expect(existsSync(join(configDir, '.master_password'))).toBe(false);
  expect(existsSync(join(configDir, '.session_secret'))).toBe(false);
});

test('a wrong master password is refused; before the first start any will do', async () => {
  await checkMasterPassword(installation({ CHAT_MAN_PASSWORD: 'Given-Password-1' }));
  await openMasterPassword({ configDir, password: 'Given-Password-1' });
  await checkMasterPassword(installation({ CHAT_MAN_PASSWORD: 'Given-Password-1' }));
  await expect(checkMasterPassword(installation({ CHAT_MAN_PASSWORD: 'Other-Password-1' }))).rejects.toThrow(
    'is not the master password',
  );
});

function installation(variables: Record<string, string>): { environment: ReturnType<typeof readEnvironment> } {
  return { environment: readEnvironment({ ...variables, CHAT_MAN_CONFIG_DIR: configDir }, configDir) };
}
