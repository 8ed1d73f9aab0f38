import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { aDatabase } from '../../../../test/support/database.js';
import { aKeyringInstance } from '../../../../test/support/keyring.js';
import { asRole } from '../../postgres/roles/roles.js';
import { refuseForeignKeyring } from './keyring-fit.repository.js';
import { openMasterPassword } from '../master/master-password.js';

const place = mkdtempSync(join(tmpdir(), 'chatman-fit-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const opened = (name: string, password = 'Correct-Horse-Battery-9') =>
  openMasterPassword({ configDir: join(place, name), password });

it('lets the master password of the keys pass, and any before there are keys', async () => {
  const { ownerUrl, runtimeUrl } = await aDatabase();
  const own = await opened('own');
  await refuseForeignKeyring(ownerUrl, own);
  await refuseForeignKeyring(ownerUrl, null);
  await (await aKeyringInstance({ runtimeUrl, master: own })).close();
  await refuseForeignKeyring(ownerUrl, own);
});

it('refuses another master password, another salt and none, and writes nothing', async () => {
  const { ownerUrl, runtimeUrl } = await aDatabase();
  await (await aKeyringInstance({ runtimeUrl, master: await opened('first') })).close();
  for (const master of [await opened('other salt'), await opened('other password', 'Moon-Rise-2031#Sommer'), null])
    await expect(refuseForeignKeyring(ownerUrl, master)).rejects.toThrow('wrapped with a different master password');
});

it('knows the keys after a change that ended before the file was replaced', async () => {
  const { ownerUrl, runtimeUrl } = await aDatabase();
  const master = await opened('changed');
  const instance = await aKeyringInstance({ runtimeUrl, master });
  await instance.masterChange.begin('another long master password', () => Promise.resolve());
  await instance.masterChange.resume();
  await instance.masterChange.finish(() => Promise.resolve());
  await instance.close();
  await refuseForeignKeyring(ownerUrl, master);
});

it('reads the tables of an older version as they are', async () => {
  const { ownerUrl, runtimeUrl } = await aDatabase();
  const master = await opened('older');
  await (await aKeyringInstance({ runtimeUrl, master })).close();
  await asRole(ownerUrl, (client) => client.query('ALTER TABLE keyring.master_key DROP COLUMN bridge CASCADE'));
  await refuseForeignKeyring(ownerUrl, master);
});
