import { Command, Option } from 'commander';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation/installation.js';
import type { OutputOptions } from '../output.js';
import type { AddOptions } from './add.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;

/** `chatman provider …`. Packages are loaded on demand. */
export function providerCommand(run: Run): Command {
  const provider = new Command('provider').description('show where models run, and check a vendor before you use it');
  provider
    .command('list')
    .description('list the providers with their addresses and places')
    .option('--json', 'print them as JSON', false)
    .action(async (options: OutputOptions) => {
      const { listAll } = await import('./list.js');
      await run((installation) => listAll(installation, options));
    });
  provider
    .command('add <vendor>')
    .description('show what a vendor needs, try it with one short question, and print the settings; changes nothing')
    .option('--address <url>', 'your organisation’s endpoint at the vendor, or the address of a gateway')
    .option('--key-file <file>', 'file that holds the key')
    .option('--model <name>', 'deployment name (azure) or model id')
    .option('--api-version <version>', 'API version (azure)')
    .addOption(
      new Option('--place <place>', 'where it runs; outside by default').choices(['this-host', 'organisation', 'outside']),
    )
    .option('--json', 'print the result as JSON', false)
    .action(async (vendor: string, options: AddOptions) => run((await import('./add.js')).addVendor(vendor, options)));
  return provider;
}
