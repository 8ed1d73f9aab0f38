import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { migrateJobs } from '../../jobs/job-schema.js';
import { grantedTo, runtimeRoleOf } from '../../postgres/roles/role-names.rules.js';
import { renamedMigrations } from './renamed-migrations.rules.js';
import { provideRuntimeRole } from '../../postgres/roles/runtime-role.js';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hex: an applied migration never changes. */
  readonly checksum: string;
}

/** Advisory lock of those who migrate: one at a time, whichever instance comes first ("chat" as a number). */
const migrationLock = 0x63686174;

export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly directory: string;
  /** Names of those to run; every other waits. For a database that is to become what an older version had. */
  readonly only?: ReadonlySet<string>;
  /** The role that the API will run under there, for a database that does not have its final name yet; by default that of its name. */
  readonly runtimeRole?: string;
}

/**
 * Brings a database to the newest schema: every file of `directory` that was not applied yet, in the order of their names, each in
 * its own transaction, as the owner role. Returns the names applied.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(options.directory);
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const role = options.runtimeRole ?? runtimeRoleOf(await nameOf(client));
    await provideRuntimeRole(client, role);
    await prepare(client);
    await renameApplied(client, migrations);
    const applied = await appliedChecksums(client);
    const pending = pendingMigrations(migrations, applied).filter(({ name }) => options.only?.has(name) ?? true);
    for (const migration of pending) await apply(client, migration, role);
    await migrateJobs(client, options.ownerUrl, role);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** Which migrations are still to run. A changed or vanished file stops here: the schema would no longer be what the files say. */
export function pendingMigrations(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of applied) {
    const now = known.get(name);
    if (now === undefined)
      throw new Error(`The database has the migration ${name}, which this version doesn’t know. Start the newer version.`);
    if (now !== checksum) throw new Error(`The migration ${name} was changed after it was applied. Put the original file back.`);
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}

/** The migrations of this version, in the order of their names. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(directory, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function prepare(client: pg.Client): Promise<void> {
  await client.query('CREATE SCHEMA IF NOT EXISTS platform');
  await client.query(`
    CREATE TABLE IF NOT EXISTS platform.migration (
      name text PRIMARY KEY,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
}

async function nameOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  return rows[0]!.name;
}

/** What an earlier version applied under another name. */
async function renameApplied(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  const { rows } = await client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM platform.migration');
  for (const [before, now] of renamedMigrations(migrations, rows))
    await client.query('UPDATE platform.migration SET name = $2 WHERE name = $1', [before, now]);
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM platform.migration ORDER BY name',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

async function apply(client: pg.Client, migration: Migration, role: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(grantedTo(role, migration.sql));
    await client.query('INSERT INTO platform.migration (name, checksum) VALUES ($1, $2)', [migration.name, migration.checksum]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined); // the connection may be what failed; the server rolls back by itself then
    throw new Error(`The migration ${migration.name} failed and was rolled back: ${(cause as Error).message}`, { cause });
  }
}
