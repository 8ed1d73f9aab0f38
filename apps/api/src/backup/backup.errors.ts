import { problem } from '#platform/http/problem.js';

export const noSuchBackup = problem('not-found', 'not-found', 'There is nothing here that you may see.');
export const backupsOff = problem(
  'conflict',
  'backups-off',
  'Backups are switched off by the setting backup.enabled. Nothing was made.',
);
export const backupUnderWay = problem(
  'conflict',
  'backup-under-way',
  'A backup is being made already, and there is one at a time. It stands at the top of the list; ask for another one when it is finished.',
);
export const backupNotFinished = problem(
  'conflict',
  'backup-not-finished',
  'This backup is not finished, so there is nothing to look into or to remove.',
);
export const backupFailed = problem(
  'unavailable',
  'backup-failed',
  'The backup failed and nothing was left of it; every earlier one is untouched. The list of backups says why.',
);
export const newestVerifiedStays = problem(
  'conflict',
  'newest-verified-backup-stays',
  'This is the newest backup that was found valid, the one that would be restored. Make and verify another one first. Nothing was removed.',
);
