import { join } from 'node:path';
import type { AuditRecord } from '#platform/access/ports.js';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import { errorName } from '#platform/logging/error-name.js';
import type { Log } from '#platform/logging/log.js';
import { withDatabase } from '#platform/postgres/database-url.js';
import { dropDatabase, isInUse, makeDatabase, MayNotMakeDatabases, swapDatabases } from '#platform/postgres/roles/databases.js';
import { runtimeRoleOf } from '#platform/postgres/roles/role-names.rules.js';
import { databaseName } from '#platform/postgres/roles/roles.js';
// Every room says by its entities which of its tables the keyring copy carries.
import '../../../api/src/app.module.js';
import { AuditRecordingFacade } from '../../../api/src/audit/audit-recording.facade.js';
import {
  inspectBackup,
  prepareForBackup,
  RestoreFacade,
  type BackupAtHand,
  type BroughtUpToDate,
  type Loaded,
} from '../../../api/src/backup/restore/restore.facade.js';
import { openDatabase } from '../database-access.js';
import { prepareDirectories } from '../installation/directories.js';
import type { Installation } from '../installation/installation.js';
import { Refusal } from '../refusal.js';
import { keptName, refuseWhileStarted, refuseWhileUsed } from './kept.js';
import { openedConfiguration } from './lost-configuration.js';
import { problemsAsRefusals } from './problems.js';
import { withKeyringOf } from './restore-context.js';
import { signAndTell } from './sign-and-tell.js';
import { typedIn } from './typed-in.js';

export interface RestoreOptions {
  readonly reason?: string;
  /** Whether the id need not be typed again. */
  readonly yes: boolean;
  /** Whether a backup will do that no key in `config/` has signed, as when that directory was lost. */
  readonly unsigned: boolean;
}

/**
 * `chatman backup restore <id>`: a new database beside the existing one, loaded and compared, takes its name. A failure before
 * that leaves everything as it was; afterwards the old database still exists under another name, and the restore is in the new one's log.
 */
export async function restoreBackup(installation: Installation, log: Log, id: string, options: RestoreOptions): Promise<number> {
  const { environment, root } = installation;
  refuseWhileStarted(installation);
  const migrations = join(root, 'migrations');
  const backup = await problemsAsRefusals(() => inspectBackup(environment, id, migrations));
  if (!options.yes) await confirm(backup);
  const configuration = await openedConfiguration(environment, { isConfigurationLost: options.unsigned });
  let isSwapped = false;
  try {
    const swapped = (): void => void (isSwapped = true);
    await putInPlace(installation, log, { backup, migrations, master: configuration.master, options, swapped });
    return 0;
  } finally {
    // What could not be restored leaves the configuration as it was, too; a database that is in place needs it.
    if (!isSwapped) configuration.takeBack();
  }
}

interface PutInPlace {
  readonly backup: BackupAtHand;
  readonly migrations: string;
  readonly master: OpenedMaster;
  readonly options: RestoreOptions;
  /** Called as soon as the database is that of the backup. */
  readonly swapped: () => void;
}

/** Loads the backup beside the database that is there, and swaps the two. */
async function putInPlace(
  installation: Installation,
  log: Log,
  { backup, migrations, master, options, swapped }: PutInPlace,
): Promise<void> {
  const { id } = backup;
  prepareDirectories(installation, log);
  const database = await openDatabase(installation, log);
  try {
    const name = await databaseName(database.ownerUrl);
    await refuseWhileUsed(database.ownerUrl);
    const aside = keptName(name, new Date());
    const kept = (await isInUse(database.ownerUrl)) ? aside : null;
    if (kept !== null) await renewKeyringCopy(installation, log, { ownerUrl: database.ownerUrl, master });
    const { fresh, since } = await loadedBeside(installation, log, {
      ...{ ownerUrl: database.ownerUrl, name, id, migrations, master, kept },
      ...{ isUnsigned: options.unsigned, reason: options.reason },
    });
    await swapDatabases(database.ownerUrl, { name, fresh, aside });
    swapped();
    if (kept === null) await dropDatabase(database.ownerUrl, aside);
    process.stdout.write(outcomeText(backup, since, kept));
    await signAndTell(installation, log, { done: 'The restore is done' });
  } finally {
    await database.server?.stop();
  }
}

interface Beside {
  readonly ownerUrl: string;
  readonly name: string;
  readonly id: string;
  readonly migrations: string;
  readonly master: OpenedMaster;
  readonly isUnsigned: boolean;
  readonly reason: string | undefined;
  /** The name under which the database of before will be kept, if there is one. */
  readonly kept: string | null;
}

/**
 * Creates the new database, loads it and records the restore in its log, so that it cannot replace the old one without that event; returns its
 * name. One that did not load correctly is removed again.
 */
async function loadedBeside(
  installation: Installation,
  log: Log,
  { ownerUrl, name, id, migrations, master, isUnsigned, reason, kept }: Beside,
): Promise<{ readonly fresh: string; readonly since: BroughtUpToDate }> {
  const fresh = `${name.slice(0, 50)}_restore`;
  const target = { ownerUrl: withDatabase(ownerUrl, fresh), migrations, runtimeRole: runtimeRoleOf(name) };
  await makeDatabase(ownerUrl, fresh).catch(explainMissingRight);
  try {
    const since = await problemsAsRefusals(async () => {
      await prepareForBackup(installation.environment, id, target, master.keys);
      return withKeyringOf(installation, log, { ownerUrl: target.ownerUrl, master }, async (app) => {
        const restore = app.get(RestoreFacade);
        refuseDifferent(await restore.load(id, target, { isUnsigned }));
        const broughtUpToDate = await restore.bringUpToDate(id, target, master.keys);
        await app.get(AuditRecordingFacade).record(restored({ id, reason, kept }, broughtUpToDate), { ends: 'backup.created' });
        return broughtUpToDate;
      });
    });
    return { fresh, since };
  } catch (cause) {
    await dropDatabase(ownerUrl, fresh);
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(
      `The backup could not be loaded (${errorName(cause)}). Nothing was changed. Run "chatman backup verify" to find out why.`,
      {
        cause,
      },
    );
  }
}

/** A backup is announced before its snapshot and ends after it: in its own log it never ended, and that it was restored is how it did. */
function restored({ id, reason, kept }: Pick<Beside, 'id' | 'reason' | 'kept'>, since: BroughtUpToDate): AuditRecord {
  const object = { type: 'backup', id };
  const detail = { by: 'operator', kept, ...since };
  return { actor: null, action: 'backup.restored', object, outcome: 'success', reason, detail };
}

/**
 * So that erasures, holds and states of accounts up to now survive. A database that can't be read is no reason not to restore: then those
 * apply that the copy in the backup directory has.
 */
async function renewKeyringCopy(
  installation: Installation,
  log: Log,
  live: { readonly ownerUrl: string; readonly master: OpenedMaster },
): Promise<void> {
  try {
    await withKeyringOf(installation, log, live, (app) => app.get(RestoreFacade).renewKeyringCopy());
  } catch (cause) {
    process.stderr.write(
      `The current database could not be read for the latest erasures, holds and account states (${errorName(cause)}). ` +
        'Those in the keyring copy next to the backups apply.\n',
    );
  }
}

function refuseDifferent({ tables, rootMatches }: Loaded): void {
  const different = tables.filter(({ matches }) => !matches).map(({ name }) => name);
  if (different.length > 0)
    throw new Refusal(`These restored tables differ from what was backed up: ${different.join(', ')}. Nothing was changed.`);
  if (!rootMatches)
    throw new Refusal('The root hash of the audit log in the backup differs from the signed one. Nothing was changed.');
}

async function confirm({ id, createdAt, label, rows, events }: BackupAtHand): Promise<void> {
  const name = label === null ? '' : ` "${label}"`;
  process.stderr.write(
    `The backup${name} of ${createdAt} (${rows} rows, ${events} audit events) will replace the database.\n` +
      'Everything written since then will disappear from Chat Man. The current database is kept under another name.\n',
  );
  const typed = await typedIn('Type the id of the backup to continue: ');
  if (typed !== id) throw new Refusal('That is not the id of the backup. Nothing was changed.');
}

function outcomeText({ createdAt }: BackupAtHand, since: BroughtUpToDate, kept: string | null): string {
  const rest =
    kept === null
      ? ''
      : `The previous database is kept as ${kept}.\nTo bring it back: chatman backup take-back ${kept}\nTo delete it: chatman backup drop-kept ${kept}\n`;
  return `The database of ${createdAt} is restored. Everyone is signed out; API tokens and one-time links no longer work.\n${sinceText(since)}${rest}`;
}

function sinceText({ asOf, holds, accounts }: BroughtUpToDate): string {
  if (asOf === null)
    return 'The keyring copy is of an earlier version: holds placed since the backup, and accounts disabled or restricted since then, have to be entered again.\n';
  return `As of ${asOf}: ${holds} legal holds and the state of ${accounts} accounts were brought up to date. Erasures are repeated at the next start.\n`;
}

function explainMissingRight(cause: unknown): never {
  if (!(cause instanceof MayNotMakeDatabases)) throw cause;
  throw new Refusal(
    'The role of DATABASE_URL is not allowed to create databases, and a restore needs a new one. As an administrator of that server, run: ' +
      'ALTER ROLE <the role> CREATEDB. Nothing was changed.',
    { cause },
  );
}
