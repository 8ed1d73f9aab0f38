import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { openMasterPassword } from '#platform/keyring/master/master-password.js';
import { Log } from '#platform/logging/log.js';
import { asRole } from '#platform/postgres/roles/roles.js';
import { aDatabase } from '../../../../test/support/database.js';
import { printCheckpoint } from '../audit/online.js';
import { changeMasterPassword } from './change-master-password.js';
import type { Installation } from '../installation/installation.js';

const OLD = 'Correct-Horse-Battery-9';
const NEW = 'another long master password';
const directory = mkdtempSync(join(tmpdir(), 'chatman-master-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));
const configDir = join(directory, 'config');
const database = await aDatabase();
const log = new Log('error');

const withPassword = (password: string): Installation => {
  const variables = {
    CHAT_MAN_CONFIG_DIR: configDir,
    CHAT_MAN_DATA_DIR: join(directory, 'data'),
    CHAT_MAN_PASSWORD: password,
    DATABASE_URL: database.ownerUrl.replace('@/', '@localhost/'),
  };
  return { root: resolve('.'), environment: readEnvironment(variables, directory), variables };
};
const answering = (secret: string) => () => Promise.resolve(secret);

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
});

it('refuses one that is too short, and leaves everything as it was', async () => {
  expect(await printCheckpoint({ json: false })(withPassword(OLD), log)).toBeTypeOf('number');
  await expect(changeMasterPassword(withPassword(OLD), log, answering('short'))).rejects.toThrow('at least 12 characters');
  await expect(changeMasterPassword(withPassword(OLD), log, answering('aaaaaaaaaaaaaaaa'))).rejects.toThrow('at least 12');
  await expect(openMasterPassword({ configDir, password: OLD })).resolves.toBeDefined();
});

it('changes the master password, records that, and forgets a generated one', async () => {
  writeFileSync(join(configDir, '.master_password'), `${OLD}\n`);
  expect(await changeMasterPassword(withPassword(OLD), log, answering(NEW))).toBe(0);

  expect(said).toContain('The master password was changed.');
  await expect(openMasterPassword({ configDir, password: OLD })).rejects.toThrow('is not the master password');
  await expect(openMasterPassword({ configDir, password: NEW })).resolves.toBeDefined();
  expect(existsSync(join(configDir, '.master_password'))).toBe(false);
  expect(await actions()).toEqual(['master-password.change-begun', 'master-password.changed']);
});

it('opens with the new password what was sealed under the old one', async () => {
  expect(await printCheckpoint({ json: false })(withPassword(NEW), log)).toBe(0);
  await expect(printCheckpoint({ json: false })(withPassword(OLD), log)).rejects.toThrow('is not the master password');
});

async function actions(): Promise<string[]> {
  return asRole(database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ action: string }>(
      "SELECT action FROM audit.event WHERE action LIKE 'master-password.%' ORDER BY seq",
    );
    return rows.map(({ action }) => action);
  });
}
