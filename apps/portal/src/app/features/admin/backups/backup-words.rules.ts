import type { Backup, BackupFailure } from '#contracts/backup.js';
import type { HealthReport } from '#contracts/health.js';
import type { Question } from '../../../shared/dialogs/confirm-dialog.js';
import type { NoteKind } from '../../../shared/note.js';
import type { MarkKind } from '../../../shared/state-mark.js';
import { personWords } from '../person-words.rules.js';

/** What a backup is worth, in two words; the worst that is known of it comes first. */
export function backupMark({ state, verified, tested }: Backup): { readonly kind: MarkKind; readonly words: string } {
  if (state === 'running') return { kind: 'warn', words: 'Being made' };
  if (state === 'failed') return { kind: 'bad', words: 'Failed' };
  if (verified?.valid === false) return { kind: 'bad', words: 'Not sound' };
  if (tested?.success === false) return { kind: 'bad', words: 'Does not restore' };
  if (tested?.success === true) return { kind: 'good', words: 'Restores' };
  return verified?.valid === true ? { kind: 'good', words: 'Verified' } : { kind: 'calm', words: 'Not verified' };
}

/** How people call it: by its label, or by what made it. */
export function backupName({ label, madeBy }: Backup): string {
  if (label !== null) return label;
  return { person: 'Backup', schedule: 'Scheduled backup', cli: 'Backup from the command line' }[madeBy.kind];
}

/** Told wherever the person is by then. */
export function endWords({ label, state }: Backup): string {
  const name = label === null ? 'The backup' : `The backup “${label}”`;
  return state === 'finished' ? `${name} is made.` : `${name} failed; the page of backups says why.`;
}

export function makerWords({ madeBy }: Backup): string {
  if (madeBy.kind === 'person') return personWords(madeBy.person);
  return madeBy.kind === 'schedule' ? 'The schedule' : 'The command line';
}

/** "12.4 MB": steps of a thousand, as disks are sold. */
export function sizeWords(bytes: number, locale?: string): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** step;
  const figure = size.toLocaleString(locale, { maximumFractionDigits: step === 0 || size >= 100 ? 0 : 1 });
  return `${figure} ${bytes === 1 ? 'byte' : units[step]!}`;
}

export function tookWords(ms: number, locale?: string): string {
  if (ms < 60_000) {
    const seconds = (ms / 1000).toLocaleString(locale, { maximumFractionDigits: 1 });
    return `${seconds} ${seconds === '1' ? 'second' : 'seconds'}`;
  }
  const minutes = Math.round(ms / 60_000);
  return minutes === 1 ? '1 minute' : `${String(minutes)} minutes`;
}

export function counted(count: number, one: string, many: string, locale?: string): string {
  return `${count.toLocaleString(locale)} ${count === 1 ? one : many}`;
}

/** "12 of 41 tables", of one that is being made. */
export function progressWords({ tables, tablesInAll }: Backup): string {
  if (tablesInAll === null) return 'Getting ready';
  return `${String(tables)} of ${counted(tablesInAll, 'table', 'tables')}`;
}

/** What happened, what is safe, what to do. */
export function failureWords(failure: BackupFailure | null): string {
  return `${whatHappened[failure ?? 'failed']} Earlier backups are as they were, and nothing in Chat Man was changed. ${whatToDo[failure ?? 'failed']}`;
}

const whatHappened: Readonly<Record<BackupFailure, string>> = {
  'disk-full': 'The disk of the backups is full.',
  'directory-not-writable': 'The directory of the backups cannot be written.',
  'log-not-signed': 'The audit log has no signed checkpoint, and no backup is made without one.',
  'restart-needed': 'The master password was changed since Chat Man started.',
  interrupted: 'Chat Man was stopped or started again in the middle of it.',
  failed: 'The backup broke off.',
};

const whatToDo: Readonly<Record<BackupFailure, string>> = {
  'disk-full': 'Make room there, or delete a backup that is not needed, and make it again.',
  'directory-not-writable': 'Give Chat Man the right to write to data/backups on the server, and make it again.',
  'log-not-signed': 'Look at the state of the audit log first, and make it again once events are signed.',
  'restart-needed': 'Start Chat Man again first, and then make it again.',
  interrupted: 'Make it again.',
  failed: 'Make it again; if it fails again, the log of the server says why.',
};

type HealthCheck = HealthReport['checks'][string];

export interface BackupHealth {
  readonly kind: NoteKind;
  readonly words: string;
  readonly canMake: boolean;
}

/** Whether backups can be made, and whether the last one is worth something, as Chat Man sees itself; null when nothing is wrong. */
export function backupHealth(check: HealthCheck | undefined): BackupHealth | null {
  if (check === undefined || check.status === 'pass') return null;
  const kind = check.status === 'fail' ? 'bad' : 'warn';
  return healthWords[check.message] ?? { kind, words: `${check.message}.`, canMake: true };
}

const healthWords: Readonly<Partial<Record<string, BackupHealth>>> = {
  'Backups are switched off': {
    kind: 'warn',
    words: 'Backups are switched off, so no new one is made. Those that there are stay and can be verified.',
    canMake: false,
  },
  'Backup directory cannot be written': {
    kind: 'bad',
    words:
      'The directory of the backups cannot be written, so no new one can be made. What is there is as it was. Look at the rights of data/backups on the server.',
    canMake: false,
  },
  'The disk of the backups is full': {
    kind: 'bad',
    words:
      'The disk of the backups is full, so no new one can be made. What is there is as it was. Make room on it, or delete a backup that is not needed.',
    canMake: false,
  },
  'The last backup failed': {
    kind: 'warn',
    words: 'The last backup failed. Earlier ones are as they were. Open it to see why.',
    canMake: true,
  },
  'The last backup is not valid': {
    kind: 'bad',
    words: 'The last backup was found not sound, so do not rely on it. Make a new one and verify that.',
    canMake: true,
  },
  'A backup is overdue': {
    kind: 'warn',
    words:
      'No backup was made for longer than the schedule says. Make one now; the log of the server says why the schedule did not.',
    canMake: true,
  },
};

export function deleteQuestion(when: string): Question {
  return {
    heading: `Delete the backup of ${when}?`,
    consequences: [
      'Its files are removed from this server. What no other backup holds can then not be restored by anybody.',
      'Other backups, and everything in Chat Man, stay as they are.',
      'A second person has to approve it within 24 hours, if there is anybody else who may. Until then it stays.',
    ],
    undo: 'It cannot be undone. Copies that you keep elsewhere are not touched.',
    act: 'Delete this backup',
    isDangerous: true,
    reasonReadBy: 'Whoever has to approve it, and auditors, read it.',
  };
}
