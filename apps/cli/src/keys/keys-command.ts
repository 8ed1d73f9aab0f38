import { Command, InvalidArgumentError } from 'commander';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation/installation.js';
import type { OutputOptions } from '../output.js';
import type { RotateOptions } from './keys.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;

const keys = () => import('./keys.js');

/** `chatman keys …`. The code of each command is loaded on demand. */
export function keysCommand(run: Run): Command {
  const group = new Command('keys').description('show and rotate the keys that encrypt the data');
  group
    .command('status')
    .description('count data keys and their versions')
    .option('--json', 'print the result as JSON', false)
    .action(async (options: OutputOptions) => run((await keys()).keysStatus(options)));
  group
    .command('rotate')
    .description('give every data key a new version and encrypt again what is under older ones, while Chat Man runs')
    .requiredOption('--reason <text>', 'reason; recorded in the audit log')
    .option('--older-than <days>', 'only keys of at least this age', days, 0)
    .option('--continue', 'go on with a rotation that was interrupted', false)
    .option('--refuse-old', 'refuse the older versions of keys under which nothing is left, in restored backups too', false)
    .option('--json', 'print the result as JSON', false)
    .action(async (options: RotateOptions) => run((await keys()).rotateKeys(options)));
  group
    .command('change-master')
    .description('change the master password; the same as `chatman change-master-password`')
    .option('--json', 'print the result as JSON', false)
    .action(async (options: OutputOptions) => {
      const { changeMasterPassword } = await import('../master-password/change-master-password.js');
      await run((installation, log) => changeMasterPassword(installation, log, undefined, options));
    });
  return group;
}

function days(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Expected a whole number of days.');
  return Number(text);
}
