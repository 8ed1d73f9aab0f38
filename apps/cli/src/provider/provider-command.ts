import { Command, Option } from 'commander';
import type { Log } from '#platform/logging/log.js';
import type { Installation } from '../installation.js';
import type { AddOptions } from './add.js';

type Run = (command: (installation: Installation, log: Log) => Promise<number>) => Promise<void>;

/** `chatman provider …`. What each needs is loaded when it is asked for. */
export function providerCommand(run: Run): Command {
  const provider = new Command('provider').description('see where models are, and check a vendor before it is used');
  provider
    .command('list')
    .description('list the providers with their addresses and places')
    .action(async () => run((await import('./list.js')).listAll));
  provider
    .command('add <vendor>')
    .description('say what a vendor needs, try it with one small question, and print the settings for it; writes nothing')
    .option('--address <url>', 'endpoint of the vendor for your organisation, or of a gateway')
    .option('--key-file <file>', 'file that holds the key')
    .option('--model <name>', 'name of the deployment (azure) or id of the model')
    .option('--api-version <version>', 'version of the API (azure)')
    .addOption(
      new Option('--place <place>', 'where it runs; outside if not said').choices(['this-host', 'organisation', 'outside']),
    )
    .action(async (vendor: string, options: AddOptions) => run((await import('./add.js')).addVendor(vendor, options)));
  return provider;
}
