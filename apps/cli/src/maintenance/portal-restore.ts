import { join } from 'node:path';
import type { RestorePhase } from '#contracts/backup/restore.js';
import { masterPasswordOf } from '#platform/config/environment/secrets.js';
import { Transactions } from '#platform/database/transactions.js';
import { openMasterPassword } from '#platform/keyring/master/master-password.js';
import { errorName } from '#platform/logging/error-name.js';
import type { Log } from '#platform/logging/log.js';
import type { RestoreRecord, RestoreRecordFile } from '#platform/maintenance/restore-record.js';
import { databasesLike, dropDatabase } from '#platform/postgres/roles/databases.js';
import { asRole, databaseName } from '#platform/postgres/roles/roles.js';
import { AuditFacade } from '../../../api/src/audit/audit.facade.js';
import { inspectBackup } from '../../../api/src/backup/restore/restore.facade.js';
import { withAuditLog } from '../audit/audit-context.js';
import { problemsAsRefusals } from '../backup/problems.js';
import { freshName, replaceDatabase } from '../backup/replace-database.js';
import { migrateAndRestrict } from '../database-access.js';
import type { Installation } from '../installation/installation.js';
import { Refusal } from '../refusal.js';

export interface RestoreTools {
  readonly installation: Installation;
  readonly ownerUrl: string;
  readonly log: Log;
  readonly file: RestoreRecordFile;
}

/** Milliseconds in which every instance sees that it has to stop, finishes its answers and ends. */
const patienceMs = 120_000;

/** Carries out a restore that two people decided. Never throws for one that fails: then everything is as it was, and the record says why. */
export async function restoreFromPortal(tools: RestoreTools, decided: RestoreRecord): Promise<void> {
  const { installation, ownerUrl, log } = tools;
  const progress = new Progress(tools.file, { ...decided, state: 'running', startedAt: new Date().toISOString() });
  try {
    await refuseUndecided(ownerUrl, decided);
    const migrations = join(installation.root, 'migrations');
    const backup = await problemsAsRefusals(() => inspectBackup(installation.environment, decided.backupId, migrations));
    const { configDir } = installation.environment;
    const master = await openMasterPassword({ configDir, password: masterPasswordOf(installation.environment) });
    const { kept, since } = await replaceDatabase(installation, log, {
      ...{ ownerUrl, backup, migrations, master, isUnsigned: false, patienceMs },
      by: { actor: decided.actor, detail: detailOf(decided) },
      onPhase: (phase, done, total) => progress.at(phase, done, total),
      onReplacing: (name) => progress.write({ kept: name }),
    });
    const { holds, accounts, tokens, approvals, asOf } = since;
    await progress.write({ kept, broughtUpToDate: asOf === null ? null : { holds, accounts, tokens, approvals } });
  } catch (cause) {
    await fail(tools, progress, wordsOf(cause));
    return log.error('a restore failed; nothing was changed', { backup: decided.backupId, error: errorName(cause) });
  }
  await conclude(tools, progress);
}

/**
 * What a process left that was killed in the middle of it: the two renames happen together, so the old database is there under its new name,
 * or nothing has changed.
 */
export async function settleInterrupted(tools: RestoreTools, record: RestoreRecord): Promise<void> {
  const { ownerUrl } = tools;
  const progress = new Progress(tools.file, record);
  const isReplaced = record.kept !== null && (await databasesLike(ownerUrl, record.kept)).includes(record.kept);
  if (isReplaced) return conclude(tools, progress);
  await dropDatabase(ownerUrl, freshName(await databaseName(ownerUrl)));
  await fail(tools, progress, 'It was interrupted before the database was replaced. Nothing was changed.');
}

/**
 * The database is that of the backup: the login of the API is let in, and the log goes on, since two people accepted the loss. Both are done
 * by hand where they fail, and the restore is no failure for that.
 */
async function conclude({ installation, ownerUrl, log }: RestoreTools, progress: Progress): Promise<void> {
  progress.at('starting');
  let failure: string | null = null;
  try {
    await migrateAndRestrict(installation, ownerUrl, log);
    await withAuditLog(installation, log, async (app) => {
      const audit = app.get(AuditFacade);
      await audit.sign();
      if (audit.fault === 'stale') await audit.acceptLoss(`restored from the backup of ${progress.record.backupAt}`);
      return 0;
    });
  } catch (cause) {
    failure = 'The database was replaced, but its audit log isn’t signed yet. See “After a restore” in docs/audit.md.';
    log.error('a restored database is in place, and its log could not be signed', { error: errorName(cause) });
  }
  await progress.write({ state: 'finished', endedAt: new Date().toISOString(), failure });
}

/** In the log of the database that stays. */
async function fail({ installation, log }: RestoreTools, progress: Progress, failure: string): Promise<void> {
  const { backupId, eventId, actor } = progress.record;
  const object = { type: 'backup', id: backupId };
  await withAuditLog(installation, log, async (app) => {
    const event = { actor, action: 'backup.restored', object, outcome: 'failed', code: 'failed' } as const;
    await app.get(Transactions).run((tx) => app.get(AuditFacade).recordOutcome(tx, { id: eventId }, event));
    return 0;
  }).catch((cause: unknown) => log.error('the end of a restore could not be recorded', { error: errorName(cause) }));
  await progress.write({ state: 'failed', endedAt: new Date().toISOString(), failure });
}

/** A file alone starts nothing: what is carried out was announced in the log, in the transaction in which it was approved. */
async function refuseUndecided(ownerUrl: string, { eventId, backupId }: RestoreRecord): Promise<void> {
  const { rowCount } = await asRole(ownerUrl, (client) =>
    client.query(
      `SELECT FROM audit.event WHERE id::text = $1 AND action = 'backup.restored' AND outcome = 'intent' AND object_id::text = $2`,
      [eventId, backupId],
    ),
  );
  if (rowCount !== 1) throw new Refusal('Nobody has decided this restore: the audit log has no such event. Nothing was changed.');
}

function detailOf({ requestedBy, approvedBy, eventId }: RestoreRecord): Readonly<Record<string, unknown>> {
  return { by: 'portal', requestedBy, approvedBy, announcedBy: eventId };
}

/** Refusals are sentences for people, without content. */
function wordsOf(cause: unknown): string {
  if (cause instanceof Refusal) return cause.message;
  return `It failed (${errorName(cause)}). Nothing was changed. The server’s log says more.`;
}

/** How far it is, in the file that every instance shows. Writes come one after the other; of those that wait, the newest counts. */
class Progress {
  private writing: Promise<void> = Promise.resolve();
  private isWaiting = false;

  constructor(
    private readonly file: RestoreRecordFile,
    public record: RestoreRecord,
  ) {}

  at(phase: RestorePhase, done = 0, total = 0): void {
    this.record = { ...this.record, phase, done, total };
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.writing = this.writing.then(() => this.flush());
  }

  async write(change: Partial<RestoreRecord>): Promise<void> {
    this.record = { ...this.record, ...change };
    await this.writing;
    await this.file.write(this.record);
  }

  private async flush(): Promise<void> {
    this.isWaiting = false;
    await this.file.write(this.record).catch(() => undefined); // only the progress; what ends it is written by `write`
  }
}
