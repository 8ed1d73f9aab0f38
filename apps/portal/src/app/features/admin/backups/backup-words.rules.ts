import type { Backup, BackupFailure } from '#contracts/backup/backup.js';
import type { JobProgress } from '#contracts/jobs.js';
import type { HealthReport } from '#contracts/health.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import type { NoteKind } from '../../../shared/note.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import { personWords } from '../person-words.rules.js';
import { counted } from '../../../shared/text/amount-words.rules.js';
import { readerLocale } from '../../../../locale/language.js';

export { counted, sizeWords } from '../../../shared/text/amount-words.rules.js';

/** The state of a backup in a word or two; the worst known fact comes first. */
export function backupMark({ state, verified, tested }: Backup): { readonly kind: MarkKind; readonly words: string } {
  if (state === 'running') return { kind: 'warn', words: $localize`In progress` };
  if (state === 'failed') return { kind: 'bad', words: $localize`Failed` };
  if (verified?.valid === false) return { kind: 'bad', words: $localize`Not valid` };
  if (tested?.success === false) return { kind: 'bad', words: $localize`Restore failed` };
  if (tested?.success === true) return { kind: 'good', words: $localize`Restore tested` };
  return verified?.valid === true
    ? { kind: 'good', words: $localize`Verified` }
    : { kind: 'calm', words: $localize`Not verified` };
}

/** Its name in the list: its label, or what created it. */
export function backupName({ label, madeBy }: Backup): string {
  if (label !== null) return label;
  return { person: $localize`Backup`, schedule: $localize`Scheduled backup`, cli: $localize`Backup from the command line` }[
    madeBy.kind
  ];
}

/** Shown as a notice, wherever the person is by then. */
export function endWords({ label, state }: Backup): string {
  const name = label === null ? $localize`Backup` : $localize`Backup “${label}”`;
  return state === 'finished' ? $localize`${name} created.` : $localize`${name} failed. See the Backups page for the reason.`;
}

export function makerWords({ madeBy }: Backup): string {
  if (madeBy.kind === 'person') return personWords(madeBy.person);
  return madeBy.kind === 'schedule' ? $localize`Schedule` : $localize`Command line`;
}

export function tookWords(ms: number, locale = readerLocale()): string {
  if (ms < 60_000) {
    const seconds = (ms / 1000).toLocaleString(locale, { maximumFractionDigits: 1 });
    return `${seconds} ${seconds === '1' ? 'second' : 'seconds'}`;
  }
  const minutes = Math.round(ms / 60_000);
  return minutes === 1 ? $localize`1 minute` : $localize`${String(minutes)} minutes`;
}

/** "12 of 41 tables", for a backup in progress. */
export function progressWords({ tables, tablesInAll }: Backup): string {
  if (tablesInAll === null) return $localize`Preparing`;
  return $localize`${String(tables)} of ${counted(tablesInAll, $localize`table`, $localize`tables`)}`;
}

/** What a check of a backup is at: "Reading the whole backup… 40 %". */
export function checkWords(doing: 'verify' | 'test', progress: JobProgress | null, locale = readerLocale()): string {
  const words = doing === 'verify' ? $localize`Reading the whole backup…` : $localize`Restoring into a separate database…`;
  if (progress === null || !progress.total) return words;
  const share = Math.min(1, progress.done / progress.total);
  return `${words} ${share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 })}`;
}

/** What happened, what is safe, what to do. */
export function failureWords(failure: BackupFailure | null): string {
  return $localize`${whatHappened[failure ?? 'failed']} Earlier backups are safe, and nothing in Chat Man was changed. ${whatToDo[failure ?? 'failed']}`;
}

const whatHappened: Readonly<Record<BackupFailure, string>> = {
  'disk-full': $localize`The backup disk is full.`,
  'directory-not-writable': $localize`Chat Man can’t write to the backup directory.`,
  'log-not-signed': $localize`The audit log has no signed checkpoint, and every backup needs one.`,
  'restart-needed': $localize`The master password was changed after Chat Man started.`,
  interrupted: $localize`Chat Man was stopped or restarted during the backup.`,
  failed: $localize`The backup failed.`,
};

const whatToDo: Readonly<Record<BackupFailure, string>> = {
  'disk-full': $localize`Free up space, or delete a backup you don’t need, then try again.`,
  'directory-not-writable': $localize`Give Chat Man write permission for data/backups on the server, then try again.`,
  'log-not-signed': $localize`Check the audit log first, then try again once events are being signed.`,
  'restart-needed': $localize`Restart Chat Man, then try again.`,
  interrupted: $localize`Try again.`,
  failed: $localize`Try again. If it fails again, see the server log.`,
};

type HealthCheck = HealthReport['checks'][string];

export interface BackupHealth {
  readonly kind: NoteKind;
  readonly words: string;
  readonly canMake: boolean;
}

/** Whether backups can be created and whether the last one is valid, from the health check; null when nothing is wrong. */
export function backupHealth(check: HealthCheck | undefined): BackupHealth | null {
  if (check === undefined || check.status === 'pass') return null;
  const kind = check.status === 'fail' ? 'bad' : 'warn';
  return healthWords[check.message] ?? { kind, words: `${check.message}.`, canMake: true };
}

const healthWords: Readonly<Partial<Record<string, BackupHealth>>> = {
  'Backups are turned off': {
    kind: 'warn',
    words: $localize`Backups are turned off, so no new ones are created. Existing backups are kept and can be verified.`,
    canMake: false,
  },
  'Can’t write to the backup directory': {
    kind: 'bad',
    words: $localize`Chat Man can’t write to the backup directory, so no new backups can be created. Existing backups are safe. Check the permissions of data/backups on the server.`,
    canMake: false,
  },
  'The backup disk is full': {
    kind: 'bad',
    words: $localize`The backup disk is full, so no new backups can be created. Existing backups are safe. Free up space, or delete a backup you don’t need.`,
    canMake: false,
  },
  'The last backup failed': {
    kind: 'warn',
    words: $localize`The last backup failed. Earlier backups are safe. Open it to see why it failed.`,
    canMake: true,
  },
  'The last backup is not valid': {
    kind: 'bad',
    words: $localize`The last backup is not valid, so don’t rely on it. Create a new one and verify it.`,
    canMake: true,
  },
  'A backup is overdue': {
    kind: 'warn',
    words: $localize`The scheduled backup is overdue. Create one now, and see the server log for why the schedule missed it.`,
    canMake: true,
  },
};

export function deleteQuestion(when: string): Question {
  return {
    heading: $localize`Delete the backup from ${when}?`,
    consequences: [
      $localize`Its files are removed from this server. Data that no other backup contains can no longer be restored.`,
      $localize`Other backups and everything in Chat Man are unaffected.`,
      $localize`A second person must approve this within 24 hours, if anyone else can. Until then, the backup is kept.`,
    ],
    undo: $localize`This can’t be undone. Copies you keep elsewhere are unaffected.`,
    act: $localize`Delete backup`,
    isDangerous: true,
    reasonReadBy: $localize`Approvers and auditors can read it.`,
  };
}

export function restoreQuestion(when: string): Question {
  return {
    heading: $localize`Restore the backup from ${when}?`,
    consequences: [
      $localize`Chat Man closes for everybody, and a page shows how far the restore is.`,
      $localize`Everything written since the backup disappears from Chat Man. The present database is kept on the server.`,
      $localize`Everyone is signed out, and API tokens have to be created again.`,
      $localize`People who were erased stay erased, legal holds and disabled accounts stay as they are now.`,
      $localize`A second person must approve this within 24 hours, if anyone else can. Until then, nothing happens.`,
    ],
    undo: $localize`If it fails, everything stays as it is. Afterwards, somebody at the server can bring the present database back.`,
    act: $localize`Restore backup`,
    isDangerous: true,
    reasonReadBy: $localize`Approvers and auditors can read it.`,
  };
}

/** What is in a finished backup: "1,204 rows in 31 tables". */
export function contentWords({ rows, tables }: { readonly rows: number; readonly tables: number }): string {
  return $localize`${counted(rows, $localize`row`, $localize`rows`)} in ${counted(tables, $localize`table`, $localize`tables`)}`;
}

/** How much of the audit log the signed manifest vouches for. */
export function checkpointWords(events: number): string {
  return $localize`Signed checkpoint of ${counted(events, $localize`event`, $localize`events`)}`;
}
