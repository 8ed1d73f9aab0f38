import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { afterFile } from './after-file.js';
import { asRole } from '../../libs/platform/postgres/roles/roles.js';

export interface TestDatabase {
  readonly name: string;
  /** For what the deployer does: migrations, and looking at the tables with all rights of their owner. */
  readonly ownerUrl: string;
  /** For what the application does: member of `chatman_runtime`, owner of nothing. */
  readonly runtimeUrl: string;
  /** For what neither of them may: changing what is protected from them, as an intruder on the server would. */
  readonly superuserUrl: string;
  /** What a statement of the owner answers. */
  rows<Row extends object = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Ends all connections to it and removes it. Happens by itself after the spec file. */
  drop(): Promise<void>;
}

/** A database of the spec file's own with the newest schema and nothing in it but what the migrations put there. */
export async function aDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  const inIt = (url: string): string => url.replace('/DATABASE?', `/${name}?`);
  const onServer = (url: string, statement: string): Promise<void> =>
    asRole(url.replace('/DATABASE?', '/postgres?'), async (client) => void (await client.query(statement)));
  // Only the superuser may end sessions of the runtime login, which may lag behind their client.
  const drop = (): Promise<void> => onServer(cluster.superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);

  afterFile(drop);
  await onServer(cluster.ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${cluster.template}`);
  const ownerUrl = inIt(cluster.ownerUrl);
  return {
    name,
    ownerUrl,
    runtimeUrl: inIt(cluster.runtimeUrl),
    superuserUrl: inIt(cluster.superuserUrl),
    rows: rowsBy(ownerUrl),
    drop,
  };
}

/** Asks a database under the role of a URL, each time over a connection of its own. */
export function rowsBy(url: string): TestDatabase['rows'] {
  return (sql, values = []) => asRole(url, async (client) => (await client.query(sql, [...values])).rows as never);
}
