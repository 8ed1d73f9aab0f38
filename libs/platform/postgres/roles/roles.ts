import pg from 'pg';
import { withDatabase, withLogin, type Login } from '../database-url.js';
import { PostgresRefused } from '../postgres.errors.js';
import { runtimeRoleOf } from './role-names.rules.js';

/** SQLSTATE: the role may not do this; no such role; the role exists; the database exists; another session did the same at the same moment. */
const code = { denied: '42501', noSuchRole: '42704', roleExists: '42710', databaseExists: '42P04', uniqueViolation: '23505' };
/** The one group that an earlier version had for all databases of a server; today that of a database called `chatman`. */
const sharedGroup = runtimeRoleOf('chatman');
const wrongPassword = ['28P01', '28000'];

/** Advisory lock of those who change logins ("role" as a number). */
const rolesLock = 0x726f6c65;

/**
 * As superuser: makes the owner role and its database, or gives an existing owner that cannot sign in its password again.
 * The owner may make roles and databases (the restricted login, scratch databases for restores) and nothing else beyond its own.
 */
export async function provideOwner(superuserUrl: string, owner: Login, database: string): Promise<void> {
  await asRole(superuserUrl, async (client) => {
    const isNew = await makeLogin(client, owner, 'CREATEDB CREATEROLE');
    await unlessThere(client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${pg.escapeIdentifier(owner.role)}`));
    await client.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(database)} FROM PUBLIC`);
    if (!isNew) await letIn(client, withDatabase(withLogin(superuserUrl, owner), database), owner);
  });
}

/**
 * As owner, after the migrations: creates the login that the API uses and lets it, and only logins that were admitted by name, into the
 * database. It is a member of the database's group, owns nothing and may do only what the migrations granted to that group.
 * @throws PostgresRefused when the owner may not make roles.
 */
export async function provideRuntimeLogin(ownerUrl: string, login: Login, group?: string): Promise<void> {
  await oneAtATime(ownerUrl, async (client) => {
    const database = await databaseName(ownerUrl);
    const role = group ?? runtimeRoleOf(database);
    try {
      const isNew = await makeLogin(client, login);
      await closeToPublic(client, database);
      await admit(client, login.role, { group: role, database });
      if (!isNew) await letIn(client, withLogin(ownerUrl, login), login);
    } catch (cause) {
      if ((cause as { code?: string }).code !== code.denied) throw cause;
      throw new PostgresRefused(
        `The role of DATABASE_URL is not allowed to create the restricted role "${login.role}" that Chat Man runs as. Either give it CREATEROLE, or create a login yourself, ` +
          `run GRANT "${role}" TO it, and set DATABASE_RUNTIME_URL to a connection URL with that login.`,
        { cause },
      );
    }
  });
}

/** As owner: lets an external login into the database, as far as the owner may; `checkRestricted` reports what is missing. */
export async function admitLogin(ownerUrl: string, role: string): Promise<void> {
  await oneAtATime(ownerUrl, async (client) => {
    const database = await databaseName(ownerUrl);
    await closeToPublic(client, database);
    await admit(client, role, { group: runtimeRoleOf(database), database }).catch((cause: { code?: string }) => {
      if (cause.code !== code.denied && cause.code !== code.noSuchRole) throw cause;
    });
  });
}

/** The role that a connection URL signs in as. */
export async function roleName(url: string): Promise<string> {
  const { rows } = await asRole(url, (client) => client.query<{ role: string }>('SELECT session_user::text AS role'));
  return rows[0]!.role;
}

export async function databaseName(url: string): Promise<string> {
  const { rows } = await asRole(url, (client) => client.query<{ name: string }>('SELECT current_database() AS name'));
  return rows[0]!.name;
}

/** Whether the role of a URL is above every permission of its server. */
export async function isSuperuser(url: string): Promise<boolean> {
  const { rows } = await asRole(url, (client) =>
    client.query<{ is: boolean }>('SELECT rolsuper AS is FROM pg_roles WHERE rolname = session_user'),
  );
  return rows[0]!.is;
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

/** Several instances may start together; PostgreSQL refuses two concurrent changes of one role or database. */
function oneAtATime(ownerUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  return asRole(ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [rolesLock]);
    await work(client);
  });
}

/** Creates a login where there is none; returns whether it did. Its password is set then, and changed later only when it no longer works. */
async function makeLogin(
  client: pg.Client,
  { role, password }: Login,
  abilities: '' | 'CREATEDB CREATEROLE' = '',
): Promise<boolean> {
  const name = pg.escapeIdentifier(role);
  const found = await loginNamed(client, role);
  if (found === null) {
    const created = await unlessThere(
      client.query(`CREATE ROLE ${name} LOGIN ${abilities} PASSWORD ${pg.escapeLiteral(password)}`),
    );
    if (created) return true;
  }
  const isAble = found?.isLogin === true && (abilities === '' || found.mayMake);
  if (!isAble) await client.query(`ALTER ROLE ${name} WITH LOGIN ${abilities}`);
  return false;
}

async function loginNamed(client: pg.Client, role: string): Promise<{ isLogin: boolean; mayMake: boolean } | null> {
  const { rows } = await client.query<{ isLogin: boolean; mayMake: boolean }>(
    'SELECT rolcanlogin AS "isLogin", rolcreatedb AND rolcreaterole AS "mayMake" FROM pg_roles WHERE rolname = $1',
    [role],
  );
  return rows[0] ?? null;
}

/** Gives a login its password where it has another one: the configuration that knew it was lost. */
async function letIn(client: pg.Client, url: string, { role, password }: Login): Promise<void> {
  try {
    await asRole(url, () => Promise.resolve());
  } catch (cause) {
    if (!wrongPassword.includes((cause as { code?: string }).code ?? '')) throw cause;
    await client.query(`ALTER ROLE ${pg.escapeIdentifier(role)} PASSWORD ${pg.escapeLiteral(password)}`);
  }
}

/** What PUBLIC has, every login of the server has, those of other installations too. */
async function closeToPublic(client: pg.Client, database: string): Promise<void> {
  const { rows } = await client.query<{ isOpen: boolean }>(
    `SELECT EXISTS (SELECT FROM aclexplode(coalesce(datacl, acldefault('d', datdba))) WHERE grantee = 0) AS "isOpen"
       FROM pg_database WHERE datname = current_database()`,
  );
  if (rows[0]!.isOpen) await client.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(database)} FROM PUBLIC`);
}

async function admit(
  client: pg.Client,
  role: string,
  { group, database }: { readonly group: string; readonly database: string },
): Promise<void> {
  const { rows } = await client.query<{ mayConnect: boolean; isMember: boolean }>(
    `SELECT has_database_privilege($1, current_database(), 'CONNECT, TEMPORARY') AS "mayConnect", pg_has_role($1, $2, 'USAGE') AS "isMember"`,
    [role, group],
  );
  const name = pg.escapeIdentifier(role);
  // To the login and not to the group: an earlier version had one group for all databases of a server.
  if (!rows[0]!.mayConnect)
    await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${pg.escapeIdentifier(database)} TO ${name}`);
  if (!rows[0]!.isMember) await client.query(`GRANT ${pg.escapeIdentifier(group)} TO ${name}`);
  await leaveSharedGroup(client, role, { group, database });
}

/** Cleans up after an earlier version: its one group for all databases of a server may no longer enter any, and no login of another database is in it. */
async function leaveSharedGroup(
  client: pg.Client,
  role: string,
  { group, database }: { readonly group: string; readonly database: string },
): Promise<void> {
  const { rows } = await client.query<{ mayEnter: boolean; isInShared: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_database, aclexplode(datacl)
                     WHERE datname = current_database() AND grantee = (SELECT oid FROM pg_roles WHERE rolname = $2)) AS "mayEnter",
            $2 <> $3 AND EXISTS (SELECT FROM pg_auth_members
                                  WHERE member = (SELECT oid FROM pg_roles WHERE rolname = $1)
                                    AND roleid = (SELECT oid FROM pg_roles WHERE rolname = $3)) AS "isInShared"`,
    [role, group, sharedGroup],
  );
  const { mayEnter, isInShared } = rows[0]!;
  if (mayEnter) await client.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(database)} FROM ${pg.escapeIdentifier(group)}`);
  if (isInShared)
    await client.query(`REVOKE ${sharedGroup} FROM ${pg.escapeIdentifier(role)}`).catch((cause: { code?: string }) => {
      if (cause.code !== code.denied) throw cause; // another role created it; it has nothing in this database any more
    });
}

/** Whether the statement did it; `false` where it was done already. */
async function unlessThere(statement: Promise<unknown>): Promise<boolean> {
  try {
    await statement;
    return true;
  } catch (error) {
    const state = (error as { code?: string }).code ?? '';
    if (![code.roleExists, code.databaseExists, code.uniqueViolation].includes(state)) throw error;
    return false;
  }
}
