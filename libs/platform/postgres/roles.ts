import pg from 'pg';
import type { Login } from './database-url.js';
import { PostgresRefused } from './postgres.errors.js';

/** SQLSTATE: the role may not do this; the role exists; the database exists; another session did the same at the same moment. */
const code = { denied: '42501', roleExists: '42710', databaseExists: '42P04', uniqueViolation: '23505' };

/**
 * As superuser: makes the owner role and its database, or gives an existing owner its password again.
 * The owner may make roles and databases (the restricted login, scratch databases for restores) and nothing else beyond its own.
 */
export async function provideOwner(superuserUrl: string, owner: Login, database: string): Promise<void> {
  await asRole(superuserUrl, async (client) => {
    await makeLogin(client, owner, 'CREATEDB CREATEROLE');
    await unlessThere(client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${pg.escapeIdentifier(owner.role)}`));
    await client.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(database)} FROM PUBLIC`);
  });
}

/**
 * As owner, after the migrations: makes the login that the API uses. It is a member of the group `chatman_runtime`, owns nothing and
 * may do only what the migrations granted to that group.
 * @throws PostgresRefused when the owner may not make roles.
 */
export async function provideRuntimeLogin(ownerUrl: string, login: Login): Promise<void> {
  await asRole(ownerUrl, async (client) => {
    try {
      await makeLogin(client, login);
      await client.query(`GRANT chatman_runtime TO ${pg.escapeIdentifier(login.role)}`);
      const database = pg.escapeIdentifier(await databaseName(ownerUrl));
      await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO chatman_runtime`);
    } catch (cause) {
      if ((cause as { code?: string }).code !== code.denied) throw cause;
      throw new PostgresRefused(
        `The role of DATABASE_URL may not make the restricted role "${login.role}" that Chat Man runs as. Either give it CREATEROLE, or make a login yourself, ` +
          'run GRANT chatman_runtime TO it, and set DATABASE_RUNTIME_URL to a connection URL with that login.',
        { cause },
      );
    }
  });
}

/**
 * Refuses a login for the API that is not restricted: only a member of `chatman_runtime` without further power keeps the promise that the
 * process cannot rewrite its own audit log.
 */
export async function checkRestricted(runtimeUrl: string): Promise<void> {
  const { rows } = await asRole(runtimeUrl, (client) =>
    client.query<{ role: string; isMember: boolean; isPowerful: boolean }>(
      `SELECT rolname AS role, pg_has_role(oid, 'chatman_runtime', 'USAGE') AS "isMember",
              rolsuper OR rolcreaterole OR rolbypassrls OR rolreplication AS "isPowerful"
         FROM pg_roles WHERE rolname = current_user`,
    ),
  );
  const { role, isMember, isPowerful } = rows[0]!;
  if (isMember && !isPowerful) return;
  throw new PostgresRefused(
    `The role "${role}" of DATABASE_RUNTIME_URL ${isPowerful ? 'may do too much (superuser, CREATEROLE, BYPASSRLS or REPLICATION)' : 'is not a member of chatman_runtime'}. ` +
      `Use an ordinary login and run: GRANT chatman_runtime TO "${role}". Chat Man was not started.`,
  );
}

export async function databaseName(url: string): Promise<string> {
  const { rows } = await asRole(url, (client) => client.query<{ name: string }>('SELECT current_database() AS name'));
  return rows[0]!.name;
}

/** Runs `work` on a connection of its own. */
export async function asRole<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A server that dies closes idle connections with an error event; the query in progress, if any, reports it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined); // the connection is gone already
  }
}

async function makeLogin(client: pg.Client, { role, password }: Login, abilities = ''): Promise<void> {
  const name = pg.escapeIdentifier(role);
  await unlessThere(client.query(`CREATE ROLE ${name} LOGIN`));
  await client.query(`ALTER ROLE ${name} WITH LOGIN ${abilities} PASSWORD ${pg.escapeLiteral(password)}`);
}

async function unlessThere(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    const state = (error as { code?: string }).code ?? '';
    if (![code.roleExists, code.databaseExists, code.uniqueViolation].includes(state)) throw error;
  }
}
