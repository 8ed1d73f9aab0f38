import { Command } from 'commander';
import { InvalidEnvironment } from '#platform/config/environment.js';
import { MasterPasswordRefused } from '#platform/keyring/keyring.errors.js';
import { Log } from '#platform/logging/log.js';
import { outliveReaders } from '#platform/logging/unread-output.js';
import { PostgresUnavailable } from '#platform/postgres/postgres.errors.js';
import { auditCommand } from './audit/audit-command.js';
import { backupCommand } from './backup/backup-command.js';
import { readInstallation, type Installation } from './installation.js';
import { migrateOnly } from './migrate.js';
import { Refusal, refusedExitCode } from './refusal.js';
import { start } from './start/start.js';

/** What Chat Man writes is for the user who runs it alone; processes started from here inherit this. */
process.umask(0o077);
outliveReaders();

const program = new Command('chatman').description('Runs and looks after one installation of Chat Man.');
program
  .command('start', { isDefault: true })
  .description('start the database (unless DATABASE_URL is set), migrate it, and start the API')
  .action(() => run(start));
program
  .command('migrate')
  .description('bring the database schema up to date')
  .action(() => run(migrateOnly));
program
  .command('change-master-password')
  .description(
    'wrap all keys under a new master password, while Chat Man runs or not; goes on with a change that was interrupted',
  )
  .action(async () => {
    const { changeMasterPassword } = await import('./change-master-password.js');
    await run((installation, log) => changeMasterPassword(installation, log));
  });
program.addCommand(auditCommand(run));
program.addCommand(backupCommand(run));
await program.parseAsync();

async function run(command: (installation: Installation, log: Log) => Promise<number>): Promise<void> {
  try {
    const installation = readInstallation();
    // Ends at once: a channel to the starter or a socket that nobody closes must not keep a finished command alive.
    process.exit(await command(installation, new Log(installation.environment.logLevel)));
  } catch (error) {
    process.stderr.write(`${explanation(error)}\n`);
    process.exit(isRefusal(error) ? refusedExitCode : 1);
  }
}

function isRefusal(error: unknown): error is Error {
  return [Refusal, InvalidEnvironment, MasterPasswordRefused].some((type) => error instanceof type);
}

/** An expected failure explains itself; any other needs its trace. */
function explanation(error: unknown): string {
  if (isRefusal(error) || error instanceof PostgresUnavailable) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
