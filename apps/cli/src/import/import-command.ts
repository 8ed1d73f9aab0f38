import { Command } from 'commander';
import type { ImportOptions } from './import.js';
import type { MigrateOptions } from './migrate-encrypt.js';

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

/** `chatman migrate-encrypt`: the same with a comparison and a report, for data that was kept in plaintext until now. */
export function migrateEncryptCommand(run: (command: () => Promise<number>) => Promise<void>): Command {
  return new Command('migrate-encrypt')
    .description('import conversations kept in plaintext, read them back decrypted, compare, and write a report; keeps the files')
    .argument('<files...>', 'JSON files, or ZIP files as ChatGPT sends them')
    .option('--report <file>', 'where to write the report; refused where there is a file already', 'migration-report.json')
    .option('--server <url>', 'address of Chat Man', process.env.CHAT_MAN_SERVER ?? 'http://localhost:3001')
    .option('--token-file <file>', 'file with an API token; CHAT_MAN_TOKEN_FILE where it is left out')
    .option('--json', 'print the report as JSON', false)
    .action((files: string[], options: MigrateOptions) =>
      run(async () => (await import('./migrate-encrypt.js')).migrateEncrypt(files, options)),
    );
}
