import { Command } from 'commander';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation/installation.js';
import type { KeptOptions } from './kept.js';
import type { CreateOptions } from './making.js';
import type { RestoreOptions } from './restore.js';
import type { TestRestoreOptions } from './test-restore.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;

const making = () => import('./making.js');

/** `chatman backup …`. The code of each command is loaded on demand: `chatman start` should not wait for it. */
export function backupCommand(run: Run): Command {
  const backup = new Command('backup').description('create, verify and restore backups');
  backup
    .command('create')
    .description('create a backup, whether Chat Man is running or not')
    .option('--label <text>', 'name shown in the list')
    .option('--reason <text>', 'reason; recorded in the audit log')
    .option('--json', 'print the backup as JSON', false)
    .action(async (options: CreateOptions) => run((await making()).createBackup(options)));
  backup
    .command('list')
    .description('list all backups, newest first')
    .option('--json', 'print them as JSON', false)
    .action(async (options: { readonly json: boolean }) => run((await making()).listBackups(options)));
  backup
    .command('verify <id>')
    .description('check every file, row and signature of a backup, and the audit log against its checkpoint')
    .option('--json', 'print the result as JSON', false)
    .action(async (id: string, options: { readonly json: boolean }) => run((await making()).verifyBackup(id, options)));
  backup
    .command('copy <id>')
    .description('copy a backup to the off-site target, and read it back there')
    .option('--json', 'print the backup as JSON', false)
    .action(async (id: string, options: { readonly json: boolean }) => run((await making()).copyBackup(id, options)));
  backup
    .command('test-restore <id>')
    .description('restore a backup to a temporary database server, compare, and discard it')
    .option('--json', 'print the result as JSON', false)
    .action(async (id: string, options: TestRestoreOptions) => {
      const { testRestore } = await import('./test-restore.js');
      await run((installation, log) => testRestore(installation, log, id, options));
    });
  backup
    .command('restore <id>')
    .description('replace the database with a backup while Chat Man is stopped; the previous database is kept')
    .option('--reason <text>', 'reason; recorded in the restored audit log')
    .option('--yes', 'skip the confirmation', false)
    .option('--unsigned', 'restore without the audit log’s signature, when config/ was lost', false)
    .option('--json', 'print the result as JSON', false)
    .action(async (id: string, options: RestoreOptions) => {
      const { restoreBackup } = await import('./restore.js');
      await run((installation, log) => restoreBackup(installation, log, id, options));
    });
  backup
    .command('take-back <database>')
    .description('bring back the database that a restore replaced, while Chat Man is stopped')
    .option('--reason <text>', 'reason; recorded in the audit log')
    .option('--json', 'print the result as JSON', false)
    .action(async (kept: string, options: KeptOptions) => {
      const { takeBack } = await import('./kept.js');
      await run((installation, log) => takeBack(installation, log, kept, options));
    });
  backup
    .command('drop-kept <database>')
    .description('permanently delete a database that a restore replaced')
    .option('--reason <text>', 'reason; recorded in the audit log')
    .option('--json', 'print the result as JSON', false)
    .action(async (kept: string, options: KeptOptions) => {
      const { dropKept } = await import('./kept.js');
      await run((installation, log) => dropKept(installation, log, kept, options));
    });
  return backup;
}
