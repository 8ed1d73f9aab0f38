import { expect, test } from 'vitest';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';
import { aDatabase } from './database.js';

const database = await aDatabase();

test('a clone holds the migrated schema', async () => {
  const { rows } = await asRole(database.ownerUrl, (client) => client.query('SELECT name FROM platform.migration'));
  expect(rows.length).toBeGreaterThan(0);
});

test('two clones do not see each other', async () => {
  const other = await aDatabase();
  await asRole(database.ownerUrl, (client) => client.query('CREATE TABLE only_here (n int)'));
  const { rows } = await asRole(other.ownerUrl, (client) => client.query("SELECT to_regclass('only_here') AS found"));
  expect(rows).toEqual([{ found: null }]);
  await other.drop();
});

test('the runtime login owns nothing and makes nothing', async () => {
  const create = asRole(database.runtimeUrl, (client) => client.query('CREATE TABLE platform.mine (n int)'));
  await expect(create).rejects.toMatchObject({ code: '42501' });
  const { rows } = await asRole(database.runtimeUrl, (client) =>
    client.query('SELECT count(*)::int AS owned FROM pg_class WHERE relowner = current_user::regrole'),
  );
  expect(rows).toEqual([{ owned: 0 }]);
});

test.each(['ownerUrl', 'runtimeUrl'] as const)('a dropped clone is gone even while somebody is connected by %s', async (url) => {
  const short = await aDatabase();
  await asRole(short[url], async () => {
    await short.drop();
  });
  await expect(asRole(short.ownerUrl, (client) => client.query('SELECT 1'))).rejects.toMatchObject({ code: '3D000' });
});
