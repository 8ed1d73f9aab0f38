import { Command } from 'commander';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation/installation.js';
import type { OutputOptions } from '../output.js';
import type { OfflineOptions } from './offline.js';
import type { ExportOptions } from './online.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;

interface VerifyOptions extends Partial<OfflineOptions> {
  readonly offline?: string;
  readonly json: boolean;
}

/** The code that reads the log is loaded on demand: `chatman start` should not wait for it. */
const online = () => import('./online.js');
const offline = () => import('./offline.js');

/** `chatman audit …`: reads, checks and exports the audit log. Exit codes: 0 sound, 1 not sound or failed, 78 invalid use. */
export function auditCommand(run: Run): Command {
  const audit = new Command('audit').description('verify, export and prove the audit log');
  audit
    .command('verify')
    .description('verify the whole log; with --offline, verify a file without database, configuration or network')
    .option('--offline <file>', 'an export made by `chatman audit export` or the portal; - reads standard input')
    .option('--key <key>', 'with --offline: verifier key of the log, or a file containing it (audit.pub)')
    .option('--anchor <file...>', 'checkpoints kept elsewhere: a note, anchors.jsonl, or the manifest of a backup')
    .option('--json', 'print the result as JSON', false)
    .action(async ({ offline: file, ...options }: VerifyOptions) =>
      file === undefined ? run((await online()).verifyOnline(options)) : (await offline()).verifyOffline(file, options),
    );
  audit
    .command('export')
    .description('write the whole log with its checkpoints, as JSON lines or CSV')
    .option('--out <file>', 'output file; standard output by default')
    .option('--format <format>', 'jsonl or csv', 'jsonl')
    .option('--details', 'include encrypted details in the export, decrypted', false)
    .requiredOption('--reason <text>', 'reason; recorded in the audit log')
    .action(async (options: ExportOptions) => run((await online()).exportLog(options)));
  audit
    .command('checkpoint')
    .description('print the newest signed checkpoint')
    .option('--json', 'print it as JSON', false)
    .action(async (options: OutputOptions) => run((await online()).printCheckpoint(options)));
  audit
    .command('proof <eventId>')
    .description('print the proof that an event is in the log, as JSON')
    .option('--json', 'print it on one line', false)
    .action(async (eventId: string, options: OutputOptions) => run((await online()).printProof(eventId, options)));
  audit
    .command('prune')
    .description('not available here: removing events takes two people')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => run((await online()).refusePruning));
  audit
    .command('accept-loss')
    .description('continue a log that was restored to an older state, with a new key; recorded in the audit log')
    .requiredOption('--reason <text>', 'what happened; recorded in the audit log')
    .option('--json', 'print the result as JSON', false)
    .action(async (options: OutputOptions & { readonly reason: string }) => run((await online()).acceptLoss(options)));
  return audit;
}
