import { resolve } from 'node:path';
import { isVendor, type VendorId } from '#contracts/chat/provider.js';
import { exitCodes } from '#platform/exit-codes.js';
import { addressExample, checkVendor, missingFor, settingsFor, vendorNames } from '../../../api/src/chat/providers.facade.js';
import { Refusal } from '../refusal.js';

export interface AddOptions {
  readonly address?: string;
  readonly keyFile?: string;
  readonly model?: string;
  readonly apiVersion?: string;
  readonly place?: string;
}

/** Says what is needed; with everything at hand, tries it and prints the settings. The key is read from its file and written nowhere. */
export function addVendor(vendor: string, { address, keyFile, model, apiVersion, place }: AddOptions) {
  return async (): Promise<number> => {
    if (!isVendor(vendor)) throw new Refusal(`There is no vendor ${vendor}. Known: ${Object.keys(vendorNames).join(', ')}.`);
    if (!keyFile || !model || (addressExample(vendor) !== null && !address)) {
      process.stdout.write(needs(vendor));
      return exitCodes.done.code;
    }
    const choices = { address, keyFile: resolve(keyFile), model, apiVersion, place };
    const checks = await checkVendor(vendor, choices);
    for (const { passed, message } of checks) process.stdout.write(`${passed ? ' ok  ' : 'BAD  '}${message}\n`);
    if (!checks.every(({ passed }) => passed)) return exitCodes.failed.code;
    const settings = JSON.stringify(settingsFor(vendor, choices), null, 2);
    process.stdout.write(`\nAdd this to config/settings.json and restart Chat Man:\n\n${settings}\n`);
    return exitCodes.done.code;
  };
}

function needs(vendor: VendorId): string {
  const command = missingFor(vendor);
  const example = addressExample(vendor);
  const lines = [
    `${vendorNames[vendor]} needs:`,
    command === null ? '  - its package (already installed)' : `  - its package: ${command}`,
    ...(example === null ? [] : [`  - --address: your organisation’s endpoint, such as ${example}`]),
    '  - --key-file: a file with the key that only the user who runs Chat Man can read (mode 0600)',
    vendor === 'azure' ? '  - --model: the name of a deployment' : '  - --model: the id of a model',
    'Collections that stay here are never sent to it, unless --place is this-host or organisation.',
    `Then: chatman provider add ${vendor}${example === null ? '' : ` --address ${example}`} --key-file /etc/chatman/${vendor}.key --model …`,
  ];
  return `${lines.join('\n')}\n`;
}
