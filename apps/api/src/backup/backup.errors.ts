import { problem } from '#platform/http/problem.js';

export const noSuchBackup = problem('not-found', 'not-found', 'This doesn’t exist, or you don’t have access to it.');
export const backupsOff = problem(
  'conflict',
  'backups-off',
  'Backups are turned off by the setting backup.enabled. No backup was created.',
);
export const backupUnderWay = problem(
  'conflict',
  'backup-under-way',
  'A backup is already in progress, and only one can run at a time. It is at the top of the list. Create another one when it has finished.',
);
export const backupNotFinished = problem(
  'conflict',
  'backup-not-finished',
  'This backup has not finished, so it can’t be inspected or deleted.',
);
export const backupFailed = problem(
  'unavailable',
  'backup-failed',
  'The backup failed and left nothing behind. Earlier backups are safe. The list of backups shows the reason.',
);
export const noKeyringYet = problem(
  'conflict',
  'no-keyring-yet',
  'There is no copy of the data keys yet. Create a backup, which writes one, and download that.',
);
export const noOffsiteTarget = problem(
  'conflict',
  'no-offsite-target',
  'No off-site target is set. Set backup.offsite.directory, or backup.offsite.s3.endpoint and its keyFile, on the host.',
);
export const offsiteMissing = problem(
  'unavailable',
  'offsite-missing',
  'The directory backup.offsite.directory isn’t there; it may not be mounted. Nothing was copied, and the backup is safe here.',
);
export const offsiteFailed = problem(
  'unavailable',
  'offsite-failed',
  'The backup could not be copied off-site, or is not there as it is here. It is safe here; the server’s log says more. Copying again continues.',
);
export const newestVerifiedStays = problem(
  'conflict',
  'newest-verified-backup-stays',
  'This is the latest verified backup, the one you would restore. Create and verify another one first. Nothing was deleted.',
);
