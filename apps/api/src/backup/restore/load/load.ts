import { migrate, readMigrations } from '#platform/database/migrator/migrator.js';
import { underOwnNames } from '#platform/database/migrator/renamed-migrations.rules.js';
import type { BackupSource, SourceTable } from '../../make/backup-source.js';
import { LoadRepository } from './load.repository.js';
import { loadOrder } from './load-order.rules.js';
import { backupChanged, backupNewer } from '../restore.errors.js';
import { schemaAge } from './schema-age.rules.js';

export interface LoadedTable {
  readonly name: string;
  readonly rows: number;
  /** Whether reading the table out again gives the stream of the backup. */
  readonly matches: boolean;
}

export interface Loaded {
  readonly tables: readonly LoadedTable[];
  /** Whether the leaves that were loaded give the root that the manifest has. */
  readonly rootMatches: boolean;
}

export interface LoadOptions {
  /** Of an empty database, as the role that will own its tables. */
  readonly ownerUrl: string;
  readonly source: BackupSource;
  /** Of the migrations of this version. */
  readonly migrations: string;
  /** The role that the API will run under there; by default that of the database's name. */
  readonly runtimeRole?: string;
  /** Called before each table. */
  readonly onTable?: OnTable;
}

export type OnTable = (phase: 'loading' | 'comparing', done: number, total: number) => void | Promise<void>;

/**
 * Restores a database from a backup: creates the schema of that time, loads every table, compares the result with
 * the manifest, and only then migrates to the newest schema.
 * @throws Problem `backup-newer` or `backup-changed`, before anything was made.
 */
export async function loadBackup({
  ownerUrl,
  source,
  migrations,
  runtimeRole,
  onTable = () => undefined,
}: LoadOptions): Promise<Loaded> {
  const { manifest } = source;
  const own = await readMigrations(migrations);
  const applied = underOwnNames(own, manifest.migrations);
  const age = schemaAge(own, applied);
  if (age.kind === 'newer') throw backupNewer();
  if (age.kind === 'changed') throw backupChanged();
  const target = { ownerUrl, directory: migrations, runtimeRole };
  await migrate({ ...target, only: new Set(applied.map(({ name }) => name)) });
  const loaded = await LoadRepository.on(ownerUrl, async (database) => {
    await database.inTransaction(() => loadAll(database, source, onTable));
    return compared(database, source, onTable);
  });
  if (age.kind === 'older') await migrate(target);
  return loaded;
}

/** In one transaction: a database that was loaded half is an empty one. */
async function loadAll(database: LoadRepository, source: BackupSource, onTable: OnTable): Promise<void> {
  const { tables, sequences, audit } = source.manifest;
  const byName = new Map(tables.map((table) => [table.name, table]));
  await database.makeMonths(audit.months);
  const names = loadOrder([...byName.keys()], await database.references());
  for (const [done, name] of names.entries()) {
    await onTable('loading', done, names.length);
    await database.load(byName.get(name)!, source.copyStream(name));
  }
  for (const sequence of sequences) await database.setSequence(sequence);
}

async function compared(database: LoadRepository, { manifest }: BackupSource, onTable: OnTable): Promise<Loaded> {
  const tables: LoadedTable[] = [];
  for (const table of manifest.tables) {
    await onTable('comparing', tables.length, manifest.tables.length);
    tables.push(await comparedTable(database, table));
  }
  const root = await database.rootOver(manifest.audit.size);
  return { tables, rootMatches: root === manifest.audit.root };
}

async function comparedTable(database: LoadRepository, table: SourceTable): Promise<LoadedTable> {
  const { rows, sha256 } = await database.readBack(table);
  return { name: table.name, rows, matches: rows === table.rows && sha256 === table.sha256 };
}
