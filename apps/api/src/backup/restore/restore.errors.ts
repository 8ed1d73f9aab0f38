import { problem } from '#platform/http/problem.js';

export const backupNewer = problem(
  'conflict',
  'backup-newer',
  'This backup was made by a newer version of Chat Man, with tables this version doesn’t know. Install that version or a later one. Nothing was changed.',
);
export const backupChanged = problem(
  'conflict',
  'backup-changed',
  'This backup’s migrations have the same names as this version’s but different content. Install the version that made the backup. Nothing was changed.',
);
export const testRestoreRunning = problem(
  'conflict',
  'test-restore-running',
  'A test restore is already running on this machine. Try again when it has finished.',
);
export const testRestoreInterrupted = problem(
  'unavailable',
  'test-restore-interrupted',
  'The test restore didn’t finish: Chat Man is stopping, or the server it ran on stopped or ran out of space. This says nothing about the backup.',
);
export const noScratchServer = problem(
  'conflict',
  'no-scratch-server',
  'A test restore needs the embedded PostgreSQL, which can’t run here: its package isn’t installed, or the system doesn’t let it start. ' +
    'See the server log for the reason. Nothing was changed.',
);
export const noKeyringCopy = problem(
  'conflict',
  'no-keyring-copy',
  'There is no keyring copy next to the backups (keyring/), and without it they can’t be opened. Copy it there from where the backups are kept. Nothing was changed.',
);
export const keyringCopyLocked = problem(
  'conflict',
  'keyring-copy-locked',
  'The keyring copy next to the backups can’t be opened: it was made with a different master password, or was altered. Use the password that was in force ' +
    'when the newest backup was made. Nothing was changed.',
);
export const backupNotRestorable = problem(
  'not-found',
  'backup-not-restorable',
  'The backup directory has no complete backup with this id that was signed with a key of this installation. Nothing was changed.',
);
export const restoreUnderWay = problem(
  'conflict',
  'restore-under-way',
  'A restore has been decided already and is about to begin. Nothing else was changed.',
);
