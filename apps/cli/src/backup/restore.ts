import { join } from 'node:path';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import type { Log } from '#platform/logging/log.js';
import { inspectBackup, type BackupAtHand, type BroughtUpToDate } from '../../../api/src/backup/restore/restore.facade.js';
import { openDatabase } from '../database-access.js';
import { prepareDirectories } from '../installation/directories.js';
import type { Installation } from '../installation/installation.js';
import { print, type OutputOptions } from '../output.js';
import { Refusal } from '../refusal.js';
import { refuseWhileStarted } from './kept.js';
import { openedConfiguration } from './lost-configuration.js';
import { problemsAsRefusals } from './problems.js';
import { replaceDatabase } from './replace-database.js';
import { signAndTell } from './sign-and-tell.js';
import { typedIn } from './typed-in.js';

export interface RestoreOptions extends OutputOptions {
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

async function putInPlace(
  installation: Installation,
  log: Log,
  { backup, migrations, master, options, swapped }: PutInPlace,
): Promise<void> {
  prepareDirectories(installation, log);
  const { ownerUrl, server } = await openDatabase(installation, log);
  try {
    const by = { actor: null, reason: options.reason, detail: { by: 'operator' } } as const;
    const { kept, since } = await replaceDatabase(installation, log, {
      ...{ ownerUrl, backup, migrations, master, isUnsigned: options.unsigned, by },
    });
    swapped();
    print(options, { backup: backup.id, createdAt: backup.createdAt, kept, ...since }, outcomeText(backup, since, kept));
    await signAndTell(installation, log, { done: 'The restore is done', output: options });
  } finally {
    await server?.stop();
  }
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
