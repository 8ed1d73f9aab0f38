import { Command } from 'commander';
import type { ImportOptions } from './import.js';

/** `chatman import`: calls a server that runs, as a person. Its code is loaded on demand. */
export function importCommand(run: (command: () => Promise<number>) => Promise<void>): Command {
  return new Command('import')
    .description('import conversations from exports of ChatGPT, Open WebUI, LibreChat or Chat Man, for the owner of the token')
    .argument('<files...>', 'JSON files, or ZIP files as ChatGPT sends them')
    .option('--server <url>', 'address of Chat Man', process.env.CHAT_MAN_SERVER ?? 'http://localhost:3001')
    .option('--token-file <file>', 'file with an API token; CHAT_MAN_TOKEN_FILE where it is left out')
    .option('--json', 'print the reports as JSON', false)
    .action((files: string[], options: ImportOptions) =>
      run(async () => (await import('./import.js')).importFiles(files, options)),
    );
}
