import { CommanderError } from 'commander';
import { isLibpqVariable } from '#platform/config/environment/libpq-variables.rules.js';
import { exitCodeOf, exitCodes, Refused } from '#platform/exit-codes.js';
import { Problem } from '#platform/http/problem.js';
import { Log } from '#platform/logging/log.js';
import { outliveReaders } from '#platform/logging/unread-output.js';
import { PostgresUnavailable } from '#platform/postgres/postgres.errors.js';
import { readInstallation, type Installation } from './installation/installation.js';
import { chatmanProgram, withSubcommands } from './program.js';
import { Refusal } from './refusal.js';
import { refuseRepeats } from './repeated-options.js';

/** Only the user who runs Chat Man can read what it writes; processes started from here inherit this. */
process.umask(0o077);
outliveReaders();

const program = chatmanProgram({ run, runAlone });
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
