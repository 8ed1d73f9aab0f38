import { Command } from 'commander';
import type { EvidenceOptions } from './evidence.js';

/** `chatman evidence`: calls a server that runs, as a compliance officer. Its code is loaded on demand. */
export function evidenceCommand(run: (command: () => Promise<number>) => Promise<void>): Command {
  return new Command('evidence')
    .description('save the signed evidence pack for auditors; `chatman verify-pack` checks it anywhere')
    .option('--out <file>', 'where to save it; refused where there is a file already', 'evidence.zip')
    .option('--server <url>', 'address of Chat Man', process.env.CHAT_MAN_SERVER ?? 'http://localhost:3001')
    .option('--token-file <file>', 'file with an API token; CHAT_MAN_TOKEN_FILE where it is left out')
    .option('--json', 'print the result as JSON', false)
    .action((options: EvidenceOptions) => run(async () => (await import('./evidence.js')).saveEvidence(options)));
}
