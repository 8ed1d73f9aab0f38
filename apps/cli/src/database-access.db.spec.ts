import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { readEnvironment } from '#platform/config/environment/environment.js';
import { Log } from '#platform/logging/log.js';
import { withDatabase, withLogin, type Login } from '#platform/postgres/database-url.js';
import { asRole, databaseName } from '#platform/postgres/roles/roles.js';
import { aDatabase } from '../../../test/support/database.js';
import { migrateAndRestrict, openDatabase } from './database-access.js';
import type { Installation } from './installation/installation.js';

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

test('an owner who may not make roles is asked to name a runtime login, and can', async () => {
  const [weak, login] = [await aRole(''), await aRole('')];
  const weakUrl = await aDatabaseOf(weak);
  const group = `${await databaseName(weakUrl)}_runtime`;
  await expect(migrateAndRestrict(installation({}), weakUrl, quiet)).rejects.toThrow(`CREATE ROLE "${group}" NOLOGIN`);
  await asSuperuser(`CREATE ROLE ${group} NOLOGIN`);
  await expect(migrateAndRestrict(installation({}), weakUrl, quiet)).rejects.toThrow('DATABASE_RUNTIME_URL');

  const runtimeUrl = withLogin(weakUrl, login);
  const named = installation({ DATABASE_RUNTIME_URL: asEnvironmentUrl(runtimeUrl) });
  await expect(migrateAndRestrict(named, weakUrl, quiet)).rejects.toThrow(`GRANT "${group}" TO "${login.role}"`);
  await asSuperuser(`GRANT ${group} TO ${login.role}`);
  expect(await migrateAndRestrict(named, weakUrl, quiet)).toBe(named.environment.databaseRuntimeUrl);
});

test('a superuser is refused in production, and reported elsewhere', async () => {
  const { superuserUrl } = await aDatabase();
  const given = { DATABASE_URL: asEnvironmentUrl(superuserUrl) };
  await expect(openDatabase(installation({ ...given, NODE_ENV: 'production' }), quiet)).rejects.toThrow(
    /is a superuser of its server.*Nothing was started/,
  );
  expect(await openDatabase(installation(given), quiet)).toMatchObject({ server: null });
});

describe('a login for the API', () => {
  test.each<[string, (login: string, group: string) => readonly string[], RegExp]>([
    ['may make roles', (login) => [`ALTER ROLE ${login} CREATEROLE`], /has too many privileges \(CREATEROLE\)/],
    ['is above row security', (login) => [`ALTER ROLE ${login} BYPASSRLS`], /BYPASSRLS/],
    ['is a superuser', (login) => [`ALTER ROLE ${login} SUPERUSER`], /has too many privileges \(superuser\)/],
    ['is a member of the owner', (login) => [`GRANT chatman_owner TO ${login}`], /member of "chatman_owner"/],
    [
      'may become the owner without inheriting from it',
      (login) => [`GRANT chatman_owner TO ${login} WITH INHERIT FALSE, SET TRUE`],
      /member of "chatman_owner"/,
    ],
    [
      'may give the owner to itself',
      (login) => [`GRANT chatman_owner TO ${login} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`],
      /member of "chatman_owner"/,
    ],
    ['may write whatever it likes', (login) => [`GRANT pg_write_all_data TO ${login}`], /member of "pg_write_all_data"/],
    [
      'owns a part of the database',
      (login) => [`ALTER SCHEMA chat OWNER TO ${login}`],
      /owns, or is a member of a role that owns, schema chat/,
    ],
    [
      'may make triggers on the log',
      (login) => [`GRANT TRIGGER ON audit.event TO ${login}`],
      /create triggers on, or truncate, audit\.event/,
    ],
    [
      'may make triggers as everybody may',
      () => ['GRANT TRIGGER ON audit.event TO PUBLIC'],
      /create triggers on, or truncate, audit\.event/,
    ],
    ['is in a group that may empty the log', (_, group) => [`GRANT TRUNCATE ON audit.leaf TO ${group}`], /truncate, audit\.leaf/],
  ])('that %s is refused', async (_, statements, text) => {
    const { ownerUrl, name } = await aDatabase();
    const login = await aRole('');
    const named = installation({ DATABASE_RUNTIME_URL: asEnvironmentUrl(withLogin(ownerUrl, login)) });
    expect(await migrateAndRestrict(named, ownerUrl, quiet)).toBe(named.environment.databaseRuntimeUrl);
    await asSuperuser(statements(login.role, `${name}_runtime`).join(';'), name);
    await expect(migrateAndRestrict(named, ownerUrl, quiet)).rejects.toThrow(text);
  });

  test('that is the owner, and was put into the group, is refused', async () => {
    const owner = await aRole('CREATEROLE');
    const ownerUrl = await aDatabaseOf(owner);
    await migrateAndRestrict(installation({}), ownerUrl, quiet);
    await asSuperuser(`ALTER ROLE ${owner.role} NOCREATEROLE; GRANT ${await databaseName(ownerUrl)}_runtime TO ${owner.role}`);
    const named = installation({ DATABASE_RUNTIME_URL: asEnvironmentUrl(ownerUrl) });
    await expect(migrateAndRestrict(named, ownerUrl, quiet)).rejects.toThrow(
      'owns, or is a member of a role that owns, database',
    );
  });

  test('that Chat Man made itself and that was given more is refused too', async () => {
    const { ownerUrl, name } = await aDatabase();
    await migrateAndRestrict(installation({}), ownerUrl, quiet);
    await asSuperuser(`GRANT pg_write_all_data TO ${name}_app`);
    await expect(migrateAndRestrict(installation({}), ownerUrl, quiet)).rejects.toThrow('member of "pg_write_all_data"');
  });
});

test('two installations on one server: neither enters the database of the other', async () => {
  const [one, other] = [await aDatabase(), await aDatabase()];
  const [oneUrl, otherUrl] = [
    await migrateAndRestrict(installation({}), one.ownerUrl, quiet),
    await migrateAndRestrict(installation({}), other.ownerUrl, quiet),
  ];
  await expect(whoAmI(withDatabase(oneUrl, other.name))).rejects.toMatchObject({ code: '42501' });
  await expect(whoAmI(withDatabase(otherUrl, one.name))).rejects.toMatchObject({ code: '42501' });
  const member = `SELECT pg_has_role('${other.name}_runtime', 'MEMBER') AS is`;
  expect((await asRole(oneUrl, (client) => client.query<{ is: boolean }>(member))).rows).toEqual([{ is: false }]);
});

test('a database of an earlier version: what the group of the whole server had there goes to that of the database', async () => {
  const { ownerUrl, name } = await aDatabase();
  const shared = await whatIsGranted(ownerUrl, 'chatman_runtime');
  expect(shared.length).toBeGreaterThan(100);
  const neighbour = await aRole('');
  await asSuperuser(
    `GRANT chatman_runtime TO ${neighbour.role}; GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO chatman_runtime`,
  );
  await asRole(ownerUrl, (owner) =>
    owner.query(`CREATE ROLE ${name}_app LOGIN PASSWORD 'of another time'; GRANT chatman_runtime TO ${name}_app`),
  );

  const runtimeUrl = await migrateAndRestrict(installation({}), ownerUrl, quiet);
  expect(await whatIsGranted(ownerUrl, 'chatman_runtime')).toEqual([]);
  expect(await whatIsGranted(ownerUrl, `${name}_runtime`)).toEqual(shared);
  await asRole(runtimeUrl, (client) => client.query('SELECT FROM platform.migration'));
  await expect(whoAmI(withLogin(ownerUrl, neighbour))).rejects.toMatchObject({ code: '42501' });
});

test('passwords are set once, and again only when they open nothing', async () => {
  const { ownerUrl, name } = await aDatabase();
  const kept = async () => {
    const { rows } = await asSuperuser(`SELECT rolpassword FROM pg_authid WHERE rolname = '${name}_app'`);
    return rows[0]!.rolpassword;
  };
  await migrateAndRestrict(installation({}), ownerUrl, quiet);
  const first = await kept();
  await migrateAndRestrict(installation({}), ownerUrl, quiet);
  expect(await kept()).toBe(first);
  await asSuperuser(`ALTER ROLE ${name}_app PASSWORD 'another'`);
  expect(await whoAmI(await migrateAndRestrict(installation({}), ownerUrl, quiet))).toBe(`${name}_app`);
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

function asSuperuser(statement: string, database = 'postgres'): Promise<{ rows: Record<string, string>[] }> {
  return asRole(inject('cluster').superuserUrl.replace('/DATABASE?', `/${database}?`), (client) =>
    client.query<Record<string, string>>(statement),
  );
}

/** Each right of a role in the database, on tables, columns, sequences, functions and schemas. */
async function whatIsGranted(url: string, role: string): Promise<string[]> {
  const { rows } = await asRole(url, (client) =>
    client.query<{ right: string }>(
      `SELECT place || ' ' || privilege_type AS right
         FROM (SELECT nspname::text AS place, nspacl AS acl FROM pg_namespace
               UNION ALL SELECT oid::regclass::text, relacl FROM pg_class
               UNION ALL SELECT oid::regprocedure::text, proacl FROM pg_proc
               UNION ALL SELECT attrelid::regclass || '.' || attname, attacl FROM pg_attribute) AS object, aclexplode(acl)
        WHERE grantee = (SELECT oid FROM pg_roles WHERE rolname = $1)
        ORDER BY 1`,
      [role],
    ),
  );
  return rows.map(({ right }) => right);
}

async function whoAmI(url: string): Promise<string> {
  const { rows } = await asRole(url, (client) => client.query<{ role: string }>('SELECT current_user AS role'));
  return rows[0]!.role;
}
