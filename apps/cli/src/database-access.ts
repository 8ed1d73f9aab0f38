import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterDirectory } from '#platform/config/environment/environment.js';
import { migrate } from '#platform/database/migrator/migrator.js';
import type { Log } from '#platform/logging/log.js';
import { databaseUrl, withLogin, type Login } from '#platform/postgres/database-url.js';
import { EmbeddedPostgres } from '#platform/postgres/embedded/embedded-postgres.js';
import { PostgresRefused, PostgresUnavailable } from '#platform/postgres/postgres.errors.js';
import { checkServer } from '#platform/postgres/server/server-check.js';
import { runningServer } from '#platform/postgres/embedded/running-server.js';
import { checkRestricted } from '#platform/postgres/roles/restriction.js';
import { runtimeLoginOf, runtimeRoleOf } from '#platform/postgres/roles/role-names.rules.js';
import {
  admitLogin,
  databaseName,
  isSuperuser,
  provideOwner,
  provideRuntimeLogin,
  roleName,
} from '#platform/postgres/roles/roles.js';
import type { Installation } from './installation/installation.js';
import { newSecret, secretFile } from './master-password/secret-file.js';

/** The database as this installation reaches it. */
export interface DatabaseAccess {
  /** May change the schema; for migrations and the operator's tool only. */
  readonly ownerUrl: string;
  /** The embedded server, or null when DATABASE_URL names another. */
  readonly server: EmbeddedPostgres | null;
}

const database = 'chatman';
const ownerRole = 'chatman_owner';

/** Milliseconds that a database server of one's own gets to answer. */
const patienceMs = 10_000;
/** Not there yet, or starting up. */
const mayPass = ['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03'];

interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly runtime: string;
}

/** Connects to the server of DATABASE_URL, or starts the embedded one. */
export async function openDatabase(installation: Installation, log: Log): Promise<DatabaseAccess> {
  const { databaseUrl: ownerUrl } = installation.environment;
  if (ownerUrl !== null) {
    await reach(ownerUrl);
    await checkServer(ownerUrl);
    await refuseSuperuser(ownerUrl, installation, log);
    return { ownerUrl, server: null };
  }
  const wasLost = !existsSync(passwordFile(installation));
  const { superuser, owner } = passwords(installation);
  const server = await startServer(installation, log, { replacesPassword: wasLost });
  try {
    const asSuperuser = databaseUrl(server.address, { role: server.superuser, password: superuser }, 'postgres');
    const login: Login = { role: ownerRole, password: owner };
    await provideOwner(asSuperuser, login, database);
    return { ownerUrl: databaseUrl(server.address, login, database), server };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A superuser could be the end of every database on that server, and Chat Man needs none of it. */
async function refuseSuperuser(ownerUrl: string, { environment }: Installation, log: Log): Promise<void> {
  if (!(await isSuperuser(ownerUrl))) return;
  const text =
    `The role "${await roleName(ownerUrl)}" of DATABASE_URL is a superuser of its server. Give Chat Man a role of its own that owns its database ` +
    '(docs/deployment.md, "Your own PostgreSQL server"). To move an existing database there, create a backup, set DATABASE_URL to the new database, ' +
    'and restore the backup.';
  if (environment.mode === 'production') throw new PostgresRefused(`${text} Nothing was started.`);
  log.warn(`${text} In production Chat Man would not start.`);
}

/** As `openDatabase`, beside a Chat Man that runs: its embedded server is used, and left running. For commands of the operator's tool. */
export async function reachDatabase(installation: Installation, log: Log): Promise<DatabaseAccess> {
  const address = runningServer(clusterDirectory(installation.environment));
  if (installation.environment.databaseUrl !== null || address === null) return openDatabase(installation, log);
  const login = { role: ownerRole, password: passwords(installation).owner };
  return { ownerUrl: databaseUrl(address, login, database), server: null };
}

/** A server that was started together with us may need a while; one that refuses will refuse again. */
async function reach(ownerUrl: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const failure = await databaseName(ownerUrl).then(
      () => null,
      (error: NodeJS.ErrnoException) => error,
    );
    if (failure === null) return;
    if (!mayPass.includes(failure.code ?? '') || performance.now() > deadline) {
      throw new (isRefusal(failure) ? PostgresRefused : PostgresUnavailable)(
        `The database server in DATABASE_URL cannot be used: ${failure.message}. Chat Man was not started.`,
        {
          cause: failure,
        },
      );
    }
    await sleep(500);
  }
}

/** Wrong name, password or database, or a certificate that is not trusted: it says the same the next time. */
function isRefusal({ code = '', message }: NodeJS.ErrnoException): boolean {
  return (
    /^(28|3D)/.test(code) || /CERT|SELF_SIGNED|ERR_TLS|ERR_INVALID_URL/.test(code) || message.includes('does not support SSL')
  );
}

/** The embedded server of this installation, as it is. A configuration without the passwords to it gets new ones. */
export function startServer(
  installation: Installation,
  log: Log,
  { replacesPassword } = { replacesPassword: false },
): Promise<EmbeddedPostgres> {
  return EmbeddedPostgres.start({
    home: clusterDirectory(installation.environment),
    password: passwords(installation).superuser,
    replacesPassword,
    log: (line) => log.debug('postgres', { line }),
  });
}

/**
 * Brings the schema up to date and makes sure of the restricted login.
 * @returns the connection URL for the API.
 */
export async function migrateAndRestrict(installation: Installation, ownerUrl: string, log: Log): Promise<string> {
  const applied = await migrate({ ownerUrl, directory: join(installation.root, 'migrations') }).catch((error: unknown) =>
    explainMissingGroup(error, ownerUrl),
  );
  if (applied.length > 0) log.info('migrations applied', { count: applied.length, newest: applied.at(-1) });
  const runtimeUrl = await restrictedUrl(installation, ownerUrl);
  if (installation.environment.databaseRuntimeUrl !== null) await checkServer(runtimeUrl);
  await checkRestricted(runtimeUrl, runtimeRoleOf(await databaseName(ownerUrl)));
  return runtimeUrl;
}

async function restrictedUrl(installation: Installation, ownerUrl: string): Promise<string> {
  const given = installation.environment.databaseRuntimeUrl;
  if (given !== null) {
    await admitLogin(ownerUrl, await roleName(given));
    return given;
  }
  const login = { role: runtimeLoginOf(await databaseName(ownerUrl)), password: passwords(installation).runtime };
  await provideRuntimeLogin(ownerUrl, login);
  return withLogin(ownerUrl, login);
}

/** On a server of the organisation's own the role may be allowed too little to begin with. */
async function explainMissingGroup(error: unknown, ownerUrl: string): Promise<never> {
  const { code, message } = error as { code?: string; message: string };
  if (code !== '42501' || !message.includes('create role')) throw error;
  const role = runtimeRoleOf(await databaseName(ownerUrl));
  throw new PostgresRefused(
    `The role of DATABASE_URL is not allowed to create the group role "${role}" that the API runs as. Either give it CREATEROLE, or run ` +
      `CREATE ROLE "${role}" NOLOGIN as an administrator of that server. Nothing was changed.`,
    { cause: error },
  );
}

function passwords(installation: Installation): Passwords {
  const make = (): string =>
    JSON.stringify({ superuser: newSecret(), owner: newSecret(), runtime: newSecret() } satisfies Passwords);
  return JSON.parse(secretFile(passwordFile(installation), make)) as Passwords;
}

function passwordFile(installation: Installation): string {
  return join(installation.environment.configDir, '.database');
}
