import { Injectable } from '@nestjs/common';
import type { Environment } from '#platform/config/environment/environment.js';
import { migrate, readMigrations } from '#platform/database/migrator/migrator.js';
import { underOwnNames } from '#platform/database/migrator/renamed-migrations.rules.js';
import { isUuid } from '#platform/ids.js';
import type { MasterKeys } from '#sealing/keys/master.js';
import type { BackupManifest } from '../manifest/backup-manifest.js';
import { BackupStore, manifestIn } from '../keep/backup-store.js';
import { backupUnderWay } from '../backup.errors.js';
import { BackupDirectory } from '../engine/backup-directory.js';
import { KeyringCopies } from '../keyring-copy/keyring-copies.js';
import { SnapshotRepository } from '../make/snapshot.repository.js';
import { loadKeyring, newestCopy } from './load/keyring-load.js';
import { bringUpToDate, type BroughtUpToDate } from './load/bring-up-to-date.js';
import { loadBackup, type Loaded, type OnTable } from './load/load.js';
import { backupChanged, backupNewer, backupNotRestorable } from './restore.errors.js';
import { schemaAge } from './load/schema-age.rules.js';

export type { BroughtUpToDate, Loaded, OnTable };

export interface RestoreTarget {
  /** Of an empty database, as the role that will own its tables. */
  readonly ownerUrl: string;
  /** Of the migrations of this version. */
  readonly migrations: string;
  /** The role that the API will run under there, once the database has its name; by default that of the name it has. */
  readonly runtimeRole?: string;
}

/** What an operator has to know before a backup replaces the database. Nothing in it is verified yet. */
export interface BackupAtHand {
  readonly id: string;
  readonly createdAt: string;
  readonly label: string | null;
  readonly rows: number;
  /** How many events of the audit log it is signed up to. */
  readonly events: number;
}

/**
 * Inspects a backup before anything is made of it.
 * @throws Problem `backup-not-restorable`, `no-keyring-copy`, `backup-newer` or `backup-changed`.
 */
export async function inspectBackup(
  environment: Pick<Environment, 'backupDir'>,
  id: string,
  migrations: string,
): Promise<BackupAtHand> {
  const directory = new BackupDirectory(environment);
  const manifest = await manifestOf(directory, id);
  await newestCopy(directory, manifest.key.id);
  const own = await readMigrations(migrations);
  const age = schemaAge(own, underOwnNames(own, manifest.migrations));
  if (age.kind === 'newer') throw backupNewer();
  if (age.kind === 'changed') throw backupChanged();
  const { createdAt, label, tables, audit } = manifest;
  return { id, createdAt, label, rows: tables.reduce((sum, { rows }) => sum + rows, 0), events: audit.size };
}

/** The part of `config/` that the newest keyring copy held. It is not signed: only the right password opens anything. */
export interface ConfigurationAtHand {
  readonly salt: string;
  readonly verifier: string;
  /** The public keys of the audit log. */
  readonly logKeys: readonly string[];
}

export function configurationAtHand(environment: Pick<Environment, 'backupDir'>): Promise<ConfigurationAtHand> {
  return newestCopy(new BackupDirectory(environment));
}

/** The keys come first: without them the backup does not open. The schema is that of the backup, which they lived in. */
export async function prepareForBackup(
  environment: Pick<Environment, 'backupDir'>,
  id: string,
  { ownerUrl, migrations, runtimeRole }: RestoreTarget,
  keys: MasterKeys,
): Promise<void> {
  const directory = new BackupDirectory(environment);
  const manifest = await manifestOf(directory, id);
  await migrate({
    ...{ ownerUrl, directory: migrations, runtimeRole },
    only: new Set(manifest.migrations.map(({ name }) => name)),
  });
  await loadKeyring(ownerUrl, directory, keys, manifest.key.id);
}

async function manifestOf(directory: BackupDirectory, id: string): Promise<BackupManifest> {
  const found = isUuid(id) ? await directory.manifest(id) : null;
  if (found === null) throw backupNotRestorable();
  return manifestIn(found);
}

/** Loads backups where the keys are there already: the second half of a restore. */
@Injectable()
export class RestoreFacade {
  constructor(
    private readonly store: BackupStore,
    private readonly directory: BackupDirectory,
    private readonly snapshots: SnapshotRepository,
    private readonly copies: KeyringCopies,
  ) {}

  /**
   * Throws `backup-not-restorable` for a backup that no key of this installation's audit log has signed, unless that is waived: each part
   * is sealed under the keyring all the same.
   */
  async load(
    id: string,
    target: RestoreTarget,
    { isUnsigned, onTable }: { readonly isUnsigned: boolean; readonly onTable?: OnTable },
  ): Promise<Loaded> {
    const source = isUnsigned ? await this.store.open(await manifestOf(this.directory, id)) : await this.store.find(id);
    if (source === null) throw backupNotRestorable();
    return loadBackup({ ...target, source, ...(onTable ? { onTable } : {}) });
  }

  /** The third step, once what was loaded is as it was backed up: holds and states since then, and nobody signed in. */
  async bringUpToDate(id: string, { ownerUrl }: RestoreTarget, keys: MasterKeys): Promise<BroughtUpToDate> {
    const { key } = await manifestOf(this.directory, id);
    return bringUpToDate(ownerUrl, this.directory, keys, key.id);
  }

  /** Before a restore replaces a database that can be read: nothing that was erased, held or disabled in it is missing in the copy. */
  async renewKeyringCopy(): Promise<void> {
    const lock = await this.snapshots.acquireLock();
    if (lock === null) throw backupUnderWay();
    try {
      await this.copies.rewrite(lock, new AbortController().signal);
    } finally {
      await lock.end();
    }
  }
}
