import { problem } from '#platform/http/problem.js';

export const backupNewer = problem(
  'conflict',
  'backup-newer',
  'The backup was made by a newer version of Chat Man, whose tables this one does not know. Install that version or a later one. Nothing was changed.',
);
export const backupChanged = problem(
  'conflict',
  'backup-changed',
  'The backup was made with migrations of the same names and another content than those of this version. Install the version that made it. Nothing was changed.',
);
export const testRestoreRunning = problem(
  'conflict',
  'test-restore-running',
  'A test restore is under way on this machine. Try again when it has ended.',
);
export const testRestoreInterrupted = problem(
  'unavailable',
  'test-restore-interrupted',
  'The test restore did not come to its end: Chat Man is stopping, or the server that it ran on ended or has no room left. That says nothing about the backup.',
);
export const noScratchServer = problem(
  'conflict',
  'no-scratch-server',
  'A test restore needs the embedded PostgreSQL, which cannot run here: its package is not installed, or the system does not let it start. ' +
    'The server log says why. Nothing was changed.',
);
export const noKeyringCopy = problem(
  'conflict',
  'no-keyring-copy',
  'There is no keyring copy beside the backups (keyring/), and without it none of them opens. Copy it there from where the backups are kept. Nothing was changed.',
);
export const keyringCopyLocked = problem(
  'conflict',
  'keyring-copy-locked',
  'The keyring copy beside the backups does not open: it was made under another master password, or was altered. Give the password that was in force ' +
    'when the newest backup was made. Nothing was changed.',
);
export const nothingToRestore = problem(
  'not-found',
  'nothing-to-restore',
  'The backup directory has no whole backup with this id that a key of this installation signed. Nothing was changed.',
);
