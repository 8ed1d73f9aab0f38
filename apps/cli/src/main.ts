import { Argument, Command, CommanderError } from 'commander';
import { isLibpqVariable } from '#platform/config/environment/libpq-variables.rules.js';
import { exitCodeOf, exitCodes, Refused } from '#platform/exit-codes.js';
import { Problem } from '#platform/http/problem.js';
import { Log } from '#platform/logging/log.js';
import { outliveReaders } from '#platform/logging/unread-output.js';
import { PostgresUnavailable } from '#platform/postgres/postgres.errors.js';
import { auditCommand } from './audit/audit-command.js';
import { backupCommand } from './backup/backup-command.js';
import { completionFor, shells, type Shell } from './completion.js';
import { composeCommand } from './compose/compose-command.js';
import { evidenceCommand } from './evidence/evidence-command.js';
import { importCommand } from './import/import-command.js';
import { knowledgeCommand } from './knowledge/knowledge-command.js';
import { providerCommand } from './provider/provider-command.js';
import { retentionCommand } from './retention/retention-command.js';
import { readInstallation, type Installation } from './installation/installation.js';
import { migrateOnly } from './migrate.js';
import { Refusal } from './refusal.js';
import { refuseRepeats } from './repeated-options.js';
import { start } from './start/start.js';

/** Only the user who runs Chat Man can read what it writes; processes started from here inherit this. */
process.umask(0o077);
outliveReaders();

const program = new Command('chatman').description('Runs and manages one installation of Chat Man.');
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
  .description('change the master password, whether Chat Man is running or not; resumes an interrupted change')
  .action(async () => {
    const { changeMasterPassword } = await import('./master-password/change-master-password.js');
    await run((installation, log) => changeMasterPassword(installation, log));
  });
program
  .command('single-operator <username>')
  .description(
    'let this administrator decide alone when no other decider is left; disables all other deciders; recorded in the audit log',
  )
  .requiredOption('--reason <text>', 'reason; recorded in the audit log')
  .action(async (username: string, { reason }: { readonly reason: string }) => {
    const { appointSingleOperator } = await import('./single-operator.js');
    await run(appointSingleOperator(username, reason));
  });
program
  .command('verify-certificate <file>')
  .description('verify a certificate without database, configuration or network; - reads standard input')
  .option('--key <key>', 'verifier key of the installation, or a file containing it (audit.pub)')
  .option('--json', 'print the result as JSON', false)
  .action(async (file: string, options: { readonly key?: string; readonly json: boolean }) => {
    const { verifyCertificateFile } = await import('./certificates/verify-certificate.js');
    await verifyCertificateFile(file, options);
  });
program
  .command('verify-pack <file>')
  .description('verify an evidence pack or a personal data package without database, configuration or network')
  .option('--key <key>', 'verifier key of the installation, or a file containing it (audit.pub)')
  .option('--json', 'print the result as JSON', false)
  .action(async (file: string, options: { readonly key?: string; readonly json: boolean }) => {
    const { verifyPackFile } = await import('./certificates/verify-pack.js');
    verifyPackFile(file, options);
  });
program.addCommand(auditCommand(run));
program.addCommand(backupCommand(run));
program.addCommand(knowledgeCommand(runAlone));
program.addCommand(importCommand(runAlone));
program.addCommand(evidenceCommand(runAlone));
program.addCommand(providerCommand(run));
program.addCommand(retentionCommand(run));
program.addCommand(composeCommand(runAlone));
program
  .command('doctor')
  .description('check everything the deployment guide lists, and say what to do; changes nothing')
  .option('--json', 'print the findings as JSON', false)
  .action(async (options: { readonly json: boolean }) => {
    const { doctor } = await import('./doctor/doctor.js');
    await run((installation, log) => doctor(installation, log, options));
  });
program
  .command('completion')
  .description('print the completion script of a shell, such as for ~/.bashrc: eval "$(chatman completion bash)"')
  .addArgument(new Argument('<shell>').choices(shells))
  .action((shell: Shell) => void process.stdout.write(completionFor(shell, program)));
await obey();

/** Every refusal ends with one code of the table, also before the command has read the installation. */
async function obey(): Promise<void> {
  try {
    for (const command of withSubcommands(program)) {
      command.exitOverride();
      refuseRepeats(command);
    }
    await program.parseAsync();
  } catch (error) {
    // Commander has already reported the wrong argument; help and version are no fault.
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? exitCodes.done.code : exitCodes.refused.code);
    fail(error);
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

async function run(command: (installation: Installation, log: Log) => Promise<number>): Promise<void> {
  try {
    const installation = readInstallation();
    for (const name of Object.keys(process.env).filter(isLibpqVariable)) delete process.env[name]; // they are in its addresses
    // Ends immediately: an open channel to the starter or an open socket must not keep a finished command alive.
    process.exit(await command(installation, new Log(installation.environment.logLevel)));
  } catch (error) {
    fail(error);
  }
}

/** A command that needs no installation. */
async function runAlone(command: () => Promise<number>): Promise<void> {
  try {
    process.exit(await command());
  } catch (error) {
    fail(error);
  }
}

function fail(failure: unknown): never {
  // Explains the problems of every room, for any command.
  const error = failure instanceof Problem && failure.status < 500 ? new Refusal(failure.detail, { cause: failure }) : failure;
  process.stderr.write(`${explanation(error)}\n`);
  process.exit(exitCodeOf(error));
}

/** An expected failure explains itself; any other needs its trace. */
function explanation(error: unknown): string {
  if (error instanceof Refused || error instanceof PostgresUnavailable) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
