import type { RestorePhase } from '#contracts/backup/restore.js';
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
  prepareForBackup,
  RestoreFacade,
  type BackupAtHand,
  type BroughtUpToDate,
  type Loaded,
} from '../../../api/src/backup/restore/restore.facade.js';
import type { Installation } from '../installation/installation.js';
import { Refusal } from '../refusal.js';
import { keptName, refuseWhileUsed } from './kept.js';
import { problemsAsRefusals } from './problems.js';
import { withKeyringOf } from './restore-context.js';

export interface Replacement {
  readonly ownerUrl: string;
  readonly backup: BackupAtHand;
  readonly migrations: string;
  readonly master: OpenedMaster;
  /** Whether a backup will do that no key in `config/` has signed. */
  readonly isUnsigned: boolean;
  /** Who is recorded as having done it in the restored log, and why. */
  readonly by: Pick<AuditRecord, 'actor' | 'reason'> & { readonly detail: Readonly<Record<string, unknown>> };
  /** Milliseconds for which other instances may still be connected. */
  readonly patienceMs?: number;
  readonly onPhase?: (phase: RestorePhase, done?: number, total?: number) => void;
  /** Called with the name under which the old database will be kept, before it is replaced. */
  readonly onReplacing?: (kept: string | null) => Promise<void>;
}

export interface Replaced {
  /** The name of the database of before; null where there was none. */
  readonly kept: string | null;
  readonly since: BroughtUpToDate;
}

/** Loads a backup beside the database that is there, and exchanges the two. A failure before that leaves everything as it was. */
export async function replaceDatabase(installation: Installation, log: Log, replacement: Replacement): Promise<Replaced> {
  const { ownerUrl, master, patienceMs, onPhase, onReplacing } = replacement;
  const name = await databaseName(ownerUrl);
  onPhase?.('waiting');
  await refuseWhileUsed(ownerUrl, patienceMs);
  const aside = keptName(name, new Date());
  const kept = (await isInUse(ownerUrl)) ? aside : null;
  onPhase?.('preparing');
  if (kept !== null) await renewKeyringCopy(installation, log, { ownerUrl, master });
  const { fresh, since } = await loadedBeside(installation, log, { ...replacement, name, kept });
  onPhase?.('replacing');
  await onReplacing?.(kept);
  await swapDatabases(ownerUrl, { name, fresh, aside });
  if (kept === null) await dropDatabase(ownerUrl, aside);
  return { kept, since };
}

/** The database that is loaded before it takes its name. */
export function freshName(name: string): string {
  return `${name.slice(0, 50)}_restore`;
}

interface Beside extends Replacement {
  readonly name: string;
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
  { ownerUrl, name, backup: { id }, migrations, master, isUnsigned, by, kept, onPhase }: Beside,
): Promise<{ readonly fresh: string; readonly since: BroughtUpToDate }> {
  const fresh = freshName(name);
  const target = { ownerUrl: withDatabase(ownerUrl, fresh), migrations, runtimeRole: runtimeRoleOf(name) };
  await makeDatabase(ownerUrl, fresh).catch(explainMissingRight);
  try {
    const since = await problemsAsRefusals(async () => {
      await prepareForBackup(installation.environment, id, target, master.keys);
      return withKeyringOf(installation, log, { ownerUrl: target.ownerUrl, master }, async (app) => {
        const restore = app.get(RestoreFacade);
        refuseDifferent(await restore.load(id, target, { isUnsigned, onTable: onPhase }));
        onPhase?.('updating');
        const broughtUpToDate = await restore.bringUpToDate(id, target, master.keys);
        await app.get(AuditRecordingFacade).record(restored(id, by, kept, broughtUpToDate), { ends: 'backup.created' });
        return broughtUpToDate;
      });
    });
    return { fresh, since };
  } catch (cause) {
    await dropDatabase(ownerUrl, fresh);
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(
      `The backup could not be loaded (${errorName(cause)}). Nothing was changed. Run "chatman backup verify" to find out why.`,
      { cause },
    );
  }
}

/** A backup is announced before its snapshot and ends after it: in its own log it never ended, and that it was restored is how it did. */
function restored(id: string, by: Replacement['by'], kept: string | null, since: BroughtUpToDate): AuditRecord {
  const { actor, reason, detail } = by;
  const object = { type: 'backup', id };
  return { actor, action: 'backup.restored', object, outcome: 'success', reason, detail: { ...detail, kept, ...since } };
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
    log.warn(
      `The current database could not be read for the latest erasures, holds and account states (${errorName(cause)}). ` +
        'Those in the keyring copy next to the backups apply.',
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

function explainMissingRight(cause: unknown): never {
  if (!(cause instanceof MayNotMakeDatabases)) throw cause;
  throw new Refusal(
    'The role of DATABASE_URL is not allowed to create databases, and a restore needs a new one. As an administrator of that server, run: ' +
      'ALTER ROLE <the role> CREATEDB. Nothing was changed.',
    { cause },
  );
}
