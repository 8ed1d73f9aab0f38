import * as z from 'zod/mini';
import { PersonRef, Reason } from '../auth/approvals.js';
import { Id, PageQuery, Timestamp, lineOfText, pageOf } from '../common.js';

const Count = z.number().check(z.int(), z.minimum(0));

/** Everything may be left out, the whole body too. */
export const StartBackup = z
  ._default(
    z.strictObject({
      /** What people will know it by, such as "before the move". It is not sealed. */
      label: z.optional(lineOfText({ min: 1, max: 80 })),
      /** Recorded in the audit log, sealed. */
      reason: z.optional(Reason),
    }),
    {},
  )
  .register(z.globalRegistry, { id: 'StartBackup' });
export type StartBackup = z.infer<typeof StartBackup>;

export const StartBackupQuery = z.strictObject({
  /** `true` returns (201) when the backup is finished; without it the response comes immediately (202). */
  wait: z._default(z.stringbool(), false),
});
export type StartBackupQuery = z.infer<typeof StartBackupQuery>;

/** `job` is what to follow until the backup is finished: the backup itself, by its id. */
export const BackupStarted = z.object({ id: Id, job: Id }).register(z.globalRegistry, { id: 'BackupStarted' });
export type BackupStarted = z.infer<typeof BackupStarted>;

/** `false` responds at once (202) with a job whose progress can be followed, and whose result is the response otherwise. */
export const CheckBackupQuery = z.strictObject({ wait: z._default(z.stringbool(), true) });
export type CheckBackupQuery = z.infer<typeof CheckBackupQuery>;

export const BackupCheckStarted = z
  .object({ job: z.object({ id: Id }) })
  .register(z.globalRegistry, { id: 'BackupCheckStarted' });
export type BackupCheckStarted = z.infer<typeof BackupCheckStarted>;

/** The kinds of jobs that check backups. */
export const backupJobs = { verify: 'backup.check', testRestore: 'backup.try-restore' } as const;

export const BackupState = z.enum(['running', 'finished', 'failed']);
export type BackupState = z.infer<typeof BackupState>;

/**
 * Why there is no backup. `interrupted`: the instance that made it went away. `log-not-signed`: the audit log has no checkpoint that could
 * stand in the manifest. `restart-needed`: the master password was changed after the instance that made it had started. `failed`: anything
 * else; the server's log says more.
 */
export const BackupFailure = z.enum([
  'disk-full',
  'directory-not-writable',
  'log-not-signed',
  'restart-needed',
  'interrupted',
  'failed',
]);
export type BackupFailure = z.infer<typeof BackupFailure>;

export const Backup = z
  .object({
    id: Id,
    label: z.nullable(z.string()),
    state: BackupState,
    /** Why it failed; null unless it did. */
    failure: z.nullable(BackupFailure),
    createdAt: Timestamp,
    finishedAt: z.nullable(Timestamp),
    /** On disk, in all; like `rows` and `tables` what is written so far while it runs. */
    bytes: Count,
    rows: Count,
    tables: Count,
    /** How many tables there will be; null until that is known. */
    tablesInAll: z.nullable(Count),
    /** `person` is null where the schedule or the operator's tool made it. */
    madeBy: z.object({ kind: z.enum(['person', 'schedule', 'cli']), person: z.nullable(PersonRef) }),
    /** The newest verification; null before the first. */
    verified: z.nullable(z.object({ at: Timestamp, valid: z.boolean() })),
    /** The newest test restore; null before the first. */
    tested: z.nullable(z.object({ at: Timestamp, success: z.boolean() })),
    /** When it was last copied off-site and found there as it is here; null before that. */
    copied: z.nullable(z.object({ at: Timestamp })),
    /** How many events of the audit log the checkpoint in its manifest speaks for; null until it is finished. */
    checkpointSize: z.nullable(Count),
    /** Whether it is the newest one that was found valid: it is what would be restored, and always stays. */
    isNewestVerified: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'Backup' });
export type Backup = z.infer<typeof Backup>;

export const BackupDownload = z.strictObject({
  /** Whether the newest copy of the data keys goes along: a restore on another machine needs it, and it opens what is erased later. */
  keyring: z._default(z.stringbool(), false),
});
export type BackupDownload = z.infer<typeof BackupDownload>;

/** When work of its own accord comes next; null where it is switched off or this installation cannot do it. */
export const NextBackups = z.object({ backupAt: z.nullable(Timestamp), testRestoreAt: z.nullable(Timestamp) });
export type NextBackups = z.infer<typeof NextBackups>;

/** Newest first. */
export const BackupList = z.extend(pageOf(Backup), { next: NextBackups }).register(z.globalRegistry, { id: 'BackupList' });
export type BackupList = z.infer<typeof BackupList>;

export const BackupQuery = PageQuery;
export type BackupQuery = z.infer<typeof BackupQuery>;

/** One check and its result, in a sentence without content. */
export const BackupCheck = z.object({ name: z.string(), passed: z.boolean(), message: z.string() });
export type BackupCheck = z.infer<typeof BackupCheck>;

export const BackupVerification = z
  .object({ valid: z.boolean(), checks: z.array(BackupCheck) })
  .register(z.globalRegistry, { id: 'BackupVerification' });
export type BackupVerification = z.infer<typeof BackupVerification>;

/** What came out of restoring a backup to a database of its own that is thrown away afterwards. */
export const BackupTestRestore = z
  .object({
    success: z.boolean(),
    durationMs: Count,
    /** `matches`: rows and hash are those of the manifest when the table is read out again. */
    tables: z.array(z.object({ name: z.string(), rows: Count, matches: z.boolean() })),
    audit: z.object({ rootMatches: z.boolean() }),
    /** What was tried beyond the tables, such as opening a sealed record. */
    checks: z.array(BackupCheck),
  })
  .register(z.globalRegistry, { id: 'BackupTestRestore' });
export type BackupTestRestore = z.infer<typeof BackupTestRestore>;

export const DeleteBackup = z.strictObject({ reason: Reason }).register(z.globalRegistry, { id: 'DeleteBackup' });
export type DeleteBackup = z.infer<typeof DeleteBackup>;
