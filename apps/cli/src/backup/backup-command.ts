import { Command } from 'commander';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation.js';
import type { KeptOptions } from './kept.js';
import type { CreateOptions } from './making.js';
import type { RestoreOptions } from './restore.js';
import type { TestRestoreOptions } from './test-restore.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;

const making = () => import('./making.js');

/** `chatman backup …`. What each needs is loaded when it is asked for: `chatman start` should not wait for it. */
export function backupCommand(run: Run): Command {
  const backup = new Command('backup').description('make, verify and restore backups');
  backup
    .command('create')
    .description('make a backup, whether Chat Man runs or not')
    .option('--label <text>', 'what to know it by')
    .option('--reason <text>', 'why; recorded in the audit log')
    .option('--json', 'print it as JSON', false)
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
    .option('--unsigned', 'do without the signature of the audit log, when config/ was lost', false)
    .action(async (id: string, options: RestoreOptions) => {
      const { restoreBackup } = await import('./restore.js');
      await run((installation, log) => restoreBackup(installation, log, id, options));
    });
  backup
    .command('take-back <database>')
    .description('put the database back in its place that a restore put aside, while Chat Man does not run')
    .option('--reason <text>', 'why; recorded in the audit log')
    .action(async (kept: string, options: KeptOptions) => {
      const { takeBack } = await import('./kept.js');
      await run((installation, log) => takeBack(installation, log, kept, options));
    });
  backup
    .command('drop-kept <database>')
    .description('remove a database for good that a restore put aside')
    .option('--reason <text>', 'why; recorded in the audit log')
    .action(async (kept: string, options: KeptOptions) => {
      const { dropKept } = await import('./kept.js');
      await run((installation, log) => dropKept(installation, log, kept, options));
    });
  return backup;
}
