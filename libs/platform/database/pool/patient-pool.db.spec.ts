import { randomBytes } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { withDatabase, withLogin } from '../../postgres/database-url.js';
import { asRole } from '../../postgres/roles/roles.js';
import { PatientPool } from './patient-pool.js';

/** A login that may be connected so often, and no more. */
async function aLogin(connections: number): Promise<string> {
  const { superuserUrl } = inject('cluster');
  const url = withDatabase(superuserUrl, 'postgres');
  const role = `spec_few_${randomBytes(4).toString('hex')}`;
  await asRole(url, (client) => client.query(`CREATE ROLE ${role} LOGIN CONNECTION LIMIT ${connections} PASSWORD 'secret'`));
  return withLogin(url, { role, password: 'secret' });
}

function aPool(connectionString: string, connectionTimeoutMillis = 10_000): PatientPool {
  const pool = new PatientPool({ connectionString, max: 10, connectionTimeoutMillis });
  pool.on('error', () => undefined);
  onTestFinished(() => pool.end());
  return pool;
}

test('three pools that want ten connections each of a server that has five answer every call', async () => {
  const url = await aLogin(5);
  const pools = [aPool(url), aPool(url), aPool(url)];
  const calls = Array.from({ length: 300 }, (_, index) => pools[index % 3]!.query('SELECT pg_sleep(0.005)'));
  const settled = await Promise.allSettled(calls);
  expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
});

test('one that gets none waits until another gives one back', async () => {
  const url = await aLogin(1);
  const holder = await aPool(url).connect();
  const waiting = aPool(url).query<{ one: number }>('SELECT 1 AS one');
  setTimeout(() => holder.release(true), 500);
  expect((await waiting).rows).toEqual([{ one: 1 }]);
});

test('one that gets none in time reports the error of the server', async () => {
  const url = await aLogin(1);
  const holder = await aPool(url).connect();
  await expect(aPool(url, 600).query('SELECT 1')).rejects.toMatchObject({ code: '53300' });
  holder.release();
});
