import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { afterFile } from './after-file.js';
import { asRole } from '../../libs/platform/postgres/roles.js';

export interface TestDatabase {
  readonly name: string;
  /** For what the deployer does: migrations, and looking at the tables with all rights of their owner. */
  readonly ownerUrl: string;
  /** For what the application does: member of `chatman_runtime`, owner of nothing. */
  readonly runtimeUrl: string;
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
  // Only the superuser may end sessions of the runtime login, which may be a moment behind their client.
  const drop = (): Promise<void> => onServer(cluster.superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);

  afterFile(drop);
  await onServer(cluster.ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${cluster.template}`);
  return { name, ownerUrl: inIt(cluster.ownerUrl), runtimeUrl: inIt(cluster.runtimeUrl), drop };
}
