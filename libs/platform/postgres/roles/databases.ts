import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withDatabase } from '../database-url.js';
import { asRole } from './roles.js';

/** SQLSTATE: the role may not do this; there is no such database; it has open connections. */
const code = { denied: '42501', unknownDatabase: '3D000', inUse: '55006' };

/** Milliseconds for which closed sessions may still be visible. */
const goodbyeMs = 5_000;

/** Databases that every server has, one of which lets everybody in: a database can be renamed from another one only. */
const maintenanceDatabases = ['postgres', 'template1'];

/** The role of DATABASE_URL may not make databases. */
export class MayNotMakeDatabases extends Error {
  override readonly name = 'MayNotMakeDatabases';
}

/** Makes an empty database that sorts alike on every machine; one of that name, which an interrupted run left, is removed first. */
export async function makeDatabase(ownerUrl: string, name: string): Promise<void> {
  await asRole(ownerUrl, async (client) => {
    try {
      await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`);
      await client.query(
        `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING UTF8 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'`,
      );
      await client.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(name)} FROM PUBLIC`);
    } catch (cause) {
      if ((cause as { code?: string }).code !== code.denied) throw cause;
      throw new MayNotMakeDatabases('', { cause });
    }
  });
}

export async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  await whenLeft(async () => {
    await asRole(ownerUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`));
  });
}

/** Names of the databases that begin like that, in their order. */
export async function databasesLike(ownerUrl: string, beginning: string): Promise<string[]> {
  const { rows } = await asRole(ownerUrl, (client) =>
    client.query<{ name: string }>('SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY 1', [
      beginning,
    ]),
  );
  return rows.map(({ name }) => name);
}

/** How many others are connected to the database. */
export async function otherSessions(ownerUrl: string): Promise<number> {
  const { rows } = await asRole(ownerUrl, (client) =>
    client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    ),
  );
  return rows[0]!.count;
}

/** Whether Chat Man ever kept anything in the database. */
export async function isInUse(ownerUrl: string): Promise<boolean> {
  const { rows } = await asRole(ownerUrl, (client) =>
    client.query<{ isThere: boolean }>(`SELECT to_regclass('platform.migration') IS NOT NULL AS "isThere"`),
  );
  return rows[0]!.isThere;
}

export interface Swap {
  /** The name that everybody connects to. */
  readonly name: string;
  /** What takes it over. */
  readonly fresh: string;
  /** What the one that has the name now will be called. */
  readonly aside: string;
}

/** Exchanges two databases under one name, both renames or none. Fails while anybody is connected to either. */
export async function swapDatabases(ownerUrl: string, swap: Swap): Promise<void> {
  await whenLeft(() => swapNow(ownerUrl, swap));
}

async function swapNow(ownerUrl: string, { name, fresh, aside }: Swap): Promise<void> {
  await asRole(await maintenanceUrl(ownerUrl), async (client) => {
    await client.query('BEGIN');
    await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} RENAME TO ${pg.escapeIdentifier(aside)}`);
    await client.query(`ALTER DATABASE ${pg.escapeIdentifier(fresh)} RENAME TO ${pg.escapeIdentifier(name)}`);
    await closeToAll(client, aside);
    await client.query('COMMIT');
  });
}

/** "rest" as a number: one restore at a time on a server. */
const restoringLock = 0x72657374;

/**
 * Runs work while holding the lock for restores of this database, over a connection to another one, which may stay while databases change
 * their names; null while somebody else has it. It goes with the process.
 */
export async function withRestoreLock<T>(ownerUrl: string, name: string, work: () => Promise<T>): Promise<T | null> {
  return asRole(await maintenanceUrl(ownerUrl), async (client) => {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken', [
      restoringLock,
      name,
    ]);
    return rows[0]?.taken === true ? work() : null;
  });
}

/** The server shows a session for a short time after its client has closed it; one that stays longer is really open. */
async function whenLeft(act: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + goodbyeMs;
  for (;;) {
    try {
      return await act();
    } catch (cause) {
      if ((cause as { code?: string }).code !== code.inUse || performance.now() > deadline) throw cause;
      await sleep(100);
    }
  }
}

/** Only its owner may connect to a retained database; one that goes back into use is opened by the next start. */
async function closeToAll(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ grantee: string }>(
    `SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee
       FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
      WHERE datname = $1 AND grantee <> datdba`,
    [name],
  );
  for (const { grantee } of rows) await client.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(name)} FROM ${grantee}`);
}

async function maintenanceUrl(ownerUrl: string): Promise<string> {
  let refusal: unknown;
  for (const name of maintenanceDatabases) {
    const url = withDatabase(ownerUrl, name);
    try {
      await asRole(url, (client) => client.query('SELECT'));
      return url;
    } catch (cause) {
      if (![code.denied, code.unknownDatabase].includes((cause as { code?: string }).code ?? '')) throw cause;
      refusal = cause;
    }
  }
  throw refusal;
}
