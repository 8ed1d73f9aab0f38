import { Command } from 'commander';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation.js';
import type { RestoreOptions } from './restore.js';
import type { TestRestoreOptions } from './test-restore.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;

/** `chatman backup …`. What each needs is loaded when it is asked for: `chatman start` should not wait for it. */
export function backupCommand(run: Run): Command {
  const backup = new Command('backup').description('restore backups, for real or on trial');
  backup
    .command('test-restore <id>')
    .description('restore a backup to a database server that is thrown away afterwards, and compare')
    .option('--json', 'print the result as JSON', false)
    .action(async (id: string, options: TestRestoreOptions) => {
      const { testRestore } = await import('./test-restore.js');
      await run((installation, log) => testRestore(installation, log, id, options));
    });
  backup
    .command('restore <id>')
    .description('put a backup in the place of the database, while Chat Man does not run; the database of before is kept')
    .option('--reason <text>', 'why; recorded in the log that was restored')
    .option('--yes', 'do not ask for the id again', false)
    .action(async (id: string, options: RestoreOptions) => {
      const { restoreBackup } = await import('./restore.js');
      await run((installation, log) => restoreBackup(installation, log, id, options));
    });
  return backup;
}
