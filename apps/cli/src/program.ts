import { Argument, Command } from 'commander';
import { exitCodes } from '#platform/exit-codes.js';
import type { Log } from '#platform/logging/log.js';
import { auditCommand } from './audit/audit-command.js';
import { backupCommand } from './backup/backup-command.js';
import type { VerifyPackOptions } from './certificates/verify-pack.js';
import { completionFor, shells, type Shell } from './completion/completion.js';
import { composeCommand } from './compose/compose-command.js';
import { evidenceCommand } from './evidence/evidence-command.js';
import { importCommand, migrateEncryptCommand } from './import/import-command.js';
import type { Installation } from './installation/installation.js';
import { keysCommand } from './keys/keys-command.js';
import { knowledgeCommand } from './knowledge/knowledge-command.js';
import { migrateOnly } from './migrate.js';
import type { OutputOptions } from './output.js';
import { tokensCommand } from './people/tokens-command.js';
import { usersCommand } from './people/users-command.js';
import { providerCommand } from './provider/provider-command.js';
import { retentionCommand } from './retention/retention-command.js';
import { start } from './start/start.js';

/** How commands are run: the process ends with the code that they return. */
export interface Runners {
  /** With the installation that the environment names. */
  readonly run: (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;
  /** Without one. */
  readonly runAlone: (command: () => Promise<number>) => Promise<void>;
}

/** All commands of `chatman`. */
export function chatmanProgram({ run, runAlone }: Runners): Command {
  const program = new Command('chatman').description('Runs and manages one installation of Chat Man.');
  program
    .command('start', { isDefault: true })
    .description('start the database (unless DATABASE_URL is set), migrate it, and start the API')
    .action(() => run(start));
  program
    .command('migrate')
    .description('bring the database schema up to date')
    .option('--json', 'print the result as JSON', false)
    .action((options: OutputOptions) => run((installation, log) => migrateOnly(installation, log, options)));
  program
    .command('change-master-password')
    .description('change the master password, whether Chat Man is running or not; resumes an interrupted change')
    .option('--json', 'print the result as JSON', false)
    .action(async (options: OutputOptions) => {
      const { changeMasterPassword } = await import('./master-password/change-master-password.js');
      await run((installation, log) => changeMasterPassword(installation, log, undefined, options));
    });
  program
    .command('single-operator <username>')
    .description(
      'let this administrator decide alone when no other decider is left; disables all other deciders; recorded in the audit log',
    )
    .requiredOption('--reason <text>', 'reason; recorded in the audit log')
    .option('--json', 'print the result as JSON', false)
    .action(async (username: string, options: OutputOptions & { readonly reason: string }) => {
      const { appointSingleOperator } = await import('./single-operator.js');
      await run(appointSingleOperator(username, options));
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
    .option('--passphrase-file <file>', 'file with the passphrase of an encrypted package')
    .option('--identity-file <file>', 'file with your key of age, for a package that was encrypted for it')
    .option('--out <file>', 'save the opened package there')
    .option('--json', 'print the result as JSON', false)
    .action(async (file: string, options: VerifyPackOptions) => {
      const { verifyPackFile } = await import('./certificates/verify-pack.js');
      await verifyPackFile(file, options);
    });
  program.addCommand(auditCommand(run));
  program.addCommand(backupCommand(run));
  program.addCommand(usersCommand(run));
  program.addCommand(tokensCommand(run));
  program.addCommand(keysCommand(run));
  program.addCommand(knowledgeCommand(runAlone));
  program.addCommand(importCommand(runAlone));
  program.addCommand(migrateEncryptCommand(runAlone));
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
  for (const command of withSubcommands(program)) command.addHelpText('after', exitCodesText);
  return program;
}

/** A command and all below it. */
export function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

const exitCodesText = `
Exit codes:
${Object.values(exitCodes)
  .map(({ code, meaning }) => `  ${String(code).padEnd(4)}${meaning}`)
  .join('\n')}
`;
