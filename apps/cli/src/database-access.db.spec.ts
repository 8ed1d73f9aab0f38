import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { readEnvironment } from '#platform/config/environment.js';
import { Log } from '#platform/logging/log.js';
import { withLogin, type Login } from '#platform/postgres/database-url.js';
import { asRole } from '#platform/postgres/roles.js';
import { aDatabase } from '../../../test/support/database.js';
import { migrateAndRestrict, openDatabase } from './database-access.js';
import type { Installation } from './installation.js';

const directory = mkdtempSync(join(tmpdir(), 'database-access-'));
afterAll(() => rmSync(directory, { recursive: true }));
const quiet = new Log('error');

test('a server of one’s own: the owner migrates, a restricted login is made, twice over', async () => {
  const { ownerUrl } = await aDatabase();
  const given = installation({ DATABASE_URL: asEnvironmentUrl(ownerUrl) });
  const access = await openDatabase(given, quiet);
  expect(access.server).toBeNull();
  await migrateAndRestrict(given, ownerUrl, quiet);
  const runtimeUrl = await migrateAndRestrict(given, ownerUrl, quiet);
  expect(await whoAmI(runtimeUrl)).toMatch(/^spec_.*_app$/);
  await expect(asRole(runtimeUrl, (client) => client.query('CREATE TABLE platform.mine (n int)'))).rejects.toMatchObject({
    code: '42501',
  });
});

test('an owner who may not make roles is told to name a runtime login, and can', async () => {
  const [weak, login] = [await aRole(''), await aRole('')];
  const weakUrl = await aDatabaseOf(weak);
  const refused = migrateAndRestrict(installation({}), weakUrl, quiet);
  await expect(refused).rejects.toThrow('DATABASE_RUNTIME_URL');

  const runtimeUrl = withLogin(weakUrl, login);
  const named = installation({ DATABASE_RUNTIME_URL: asEnvironmentUrl(runtimeUrl) });
  await expect(migrateAndRestrict(named, weakUrl, quiet)).rejects.toThrow('is not a member of chatman_runtime');
  await asSuperuser(`GRANT chatman_runtime TO ${login.role}`);
  expect(await migrateAndRestrict(named, weakUrl, quiet)).toBe(named.environment.databaseRuntimeUrl);
});

test('a runtime login with too much power is refused', async () => {
  const { ownerUrl } = await aDatabase();
  const powerful = await aRole('CREATEROLE');
  await asSuperuser(`GRANT chatman_runtime TO ${powerful.role}`);
  const named = installation({ DATABASE_RUNTIME_URL: asEnvironmentUrl(withLogin(ownerUrl, powerful)) });
  await expect(migrateAndRestrict(named, ownerUrl, quiet)).rejects.toThrow('may do too much');
});

function installation(variables: Record<string, string>): Installation {
  const all = { CHAT_MAN_CONFIG_DIR: directory, CHAT_MAN_DATA_DIR: join(directory, 'data'), ...variables };
  return { root: resolve('.'), environment: readEnvironment(all, directory), variables: all };
}

async function aDatabaseOf(owner: Login): Promise<string> {
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await asSuperuser(`CREATE DATABASE ${name} OWNER ${owner.role}`);
  return withLogin(inject('cluster').ownerUrl.replace('/DATABASE?', `/${name}?`), owner);
}

/** The environment's check wants a host name in the URL; the socket directory then wins as a parameter. */
function asEnvironmentUrl(url: string): string {
  return url.replace('@/', '@localhost/');
}

async function aRole(abilities: string): Promise<Login> {
  const role = `spec_role_${randomBytes(4).toString('hex')}`;
  await asSuperuser(`CREATE ROLE ${role} LOGIN ${abilities} PASSWORD 'secret'`);
  return { role, password: 'secret' };
}

function asSuperuser(statement: string): Promise<unknown> {
  return asRole(inject('cluster').superuserUrl.replace('/DATABASE?', '/postgres?'), (client) => client.query(statement));
}

async function whoAmI(url: string): Promise<string> {
  const { rows } = await asRole(url, (client) => client.query<{ role: string }>('SELECT current_user AS role'));
  return rows[0]!.role;
}
