import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { asRole } from '../../postgres/roles/roles.js';
import { migrate } from './migrator.js';

let ownerUrl: string;
let directory: string;

beforeEach(async () => {
  const cluster = inject('cluster');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await asRole(cluster.ownerUrl.replace('/DATABASE?', '/postgres?'), (client) => client.query(`CREATE DATABASE ${name}`));
  ownerUrl = cluster.ownerUrl.replace('/DATABASE?', `/${name}?`);
  directory = mkdtempSync(join(tmpdir(), 'chatman-migrations-'));
  return async () => {
    rmSync(directory, { recursive: true, force: true });
    await asRole(cluster.superuserUrl.replace('/DATABASE?', '/postgres?'), (client) =>
      client.query(`DROP DATABASE ${name} WITH (FORCE)`),
    );
  };
});

function given(files: Readonly<Record<string, string>>): void {
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(directory, name), sql);
}

async function tables(schema: string): Promise<string[]> {
  let names: string[] = [];
  await asRole(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1',
      [schema],
    );
    names = rows.map(({ name }) => name);
  });
  return names;
}

describe('migrating', () => {
  it('brings an empty database to the schema of this version; a second time there is nothing to do', async () => {
    const migrations = resolve('migrations');
    const applied = await migrate({ ownerUrl, directory: migrations });
    expect(applied.length).toBeGreaterThan(5);
    expect(await tables('chat')).toContain('message');
    expect(await tables('jobs')).toContain('job');
    expect(await migrate({ ownerUrl, directory: migrations })).toEqual([]);
  });

  it('knows by its content a migration that an earlier version applied under another name', async () => {
    given({ '0001-one.sql': 'CREATE TABLE one (x int)', '0005-two.sql': 'CREATE TABLE two (x int)' });
    await migrate({ ownerUrl, directory });
    rmSync(join(directory, '0005-two.sql'));
    given({ '0002-two.sql': 'CREATE TABLE two (x int)', '0003-three.sql': 'CREATE TABLE three (x int)' });
    expect(await migrate({ ownerUrl, directory })).toEqual(['0003-three.sql']);
    expect(await migrate({ ownerUrl, directory })).toEqual([]);
  });

  it('is done once when several instances start together', async () => {
    given({ '0001-one.sql': 'CREATE TABLE one (x int)', '0002-two.sql': 'CREATE TABLE two (x int)' });
    const results = await Promise.all([1, 2, 3, 4].map(() => migrate({ ownerUrl, directory })));
    expect(results.flat()).toEqual(['0001-one.sql', '0002-two.sql']);
  });

  it('takes a failed migration back whole, keeps those before it, and goes on once it is mended', async () => {
    given({ '0001-one.sql': 'CREATE TABLE one (x int)', '0002-two.sql': 'CREATE TABLE two (x int); SELECT nonsense' });
    await expect(migrate({ ownerUrl, directory })).rejects.toThrow('0002-two.sql failed and was rolled back');
    expect(await tables('public')).toEqual(['one']);
    given({ '0002-two.sql': 'CREATE TABLE two (x int)' });
    expect(await migrate({ ownerUrl, directory })).toEqual(['0002-two.sql']);
    expect(await tables('public')).toEqual(['one', 'two']);
  });

  it('touches nothing when an applied file was changed', async () => {
    given({ '0001-one.sql': 'CREATE TABLE one (x int)' });
    await migrate({ ownerUrl, directory });
    given({ '0001-one.sql': 'CREATE TABLE one (x bigint)', '0002-two.sql': 'CREATE TABLE two (x int)' });
    await expect(migrate({ ownerUrl, directory })).rejects.toThrow('0001-one.sql was changed');
    expect(await tables('public')).toEqual(['one']);
  });
});
