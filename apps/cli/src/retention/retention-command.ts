import { Command } from 'commander';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation/installation.js';
import type { OutputOptions } from '../output.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;

/** The code that removes is loaded on demand: `chatman start` should not wait for it. */
const online = () => import('./online.js');

/** `chatman retention …`: what is past its time, and removing it. Exit codes: 0 done, 1 failed, 78 invalid use. */
export function retentionCommand(run: Run): Command {
  const retention = new Command('retention').description('show and remove what is past its time');
  retention
    .command('preview')
    .description('count what a run would remove, without content')
    .option('--json', 'print the result as JSON', false)
    .action(async (options: OutputOptions) => run((await online()).previewRetention(options)));
  retention
    .command('run')
    .description('remove what is past its time now, whether Chat Man is running or not')
    .requiredOption('--reason <text>', 'reason; recorded in the audit log')
    .option('--json', 'print the result as JSON', false)
    .action(async (options: OutputOptions & { readonly reason: string }) => run((await online()).runRetention(options)));
  retention
    .command('runs')
    .description('list the newest runs')
    .option('--json', 'print them as JSON', false)
    .action(async (options: OutputOptions) => run((await online()).listRuns(options)));
  retention
    .command('certificate <runId>')
    .description('print the certificate of a run, for `chatman verify-certificate`')
    .option('--json', 'print it as JSON, as without it', false)
    .action(async (runId: string) => run((await online()).printCertificate(runId)));
  return retention;
}
