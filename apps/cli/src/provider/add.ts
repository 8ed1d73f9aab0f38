import { resolve } from 'node:path';
import { isVendor, type VendorId } from '#contracts/chat/provider.js';
import { exitCodes } from '#platform/exit-codes.js';
import { addressExample, checkVendor, missingFor, settingsFor, vendorNames } from '../../../api/src/chat/providers.facade.js';
import { print, type OutputOptions } from '../output.js';
import { Refusal } from '../refusal.js';

export interface AddOptions extends OutputOptions {
  readonly address?: string;
  readonly keyFile?: string;
  readonly model?: string;
  readonly apiVersion?: string;
  readonly place?: string;
}

/** Says what is needed; with everything at hand, tries it and prints the settings. The key is read from its file and written nowhere. */
export function addVendor(vendor: string, { address, keyFile, model, apiVersion, place, ...output }: AddOptions) {
  return async (): Promise<number> => {
    if (!isVendor(vendor)) throw new Refusal(`There is no vendor ${vendor}. Known: ${Object.keys(vendorNames).join(', ')}.`);
    if (!keyFile || !model || (addressExample(vendor) !== null && !address)) {
      print(output, { needs: needsOf(vendor) }, needs(vendor));
      return exitCodes.done.code;
    }
    const choices = { address, keyFile: resolve(keyFile), model, apiVersion, place };
    const checks = await checkVendor(vendor, choices);
    const works = checks.every(({ passed }) => passed);
    const settings = works ? settingsFor(vendor, choices) : null;
    const lines = checks.map(({ passed, message }) => `${passed ? ' ok  ' : 'BAD  '}${message}\n`);
    const what = works
      ? `\nAdd this to config/settings.json and restart Chat Man:\n\n${JSON.stringify(settings, null, 2)}\n`
      : '';
    print(output, { checks, settings }, `${lines.join('')}${what}`);
    return (works ? exitCodes.done : exitCodes.failed).code;
  };
}

/** The options that are needed, by name. */
function needsOf(vendor: VendorId): string[] {
  return [...(addressExample(vendor) === null ? [] : ['address']), 'keyFile', 'model'];
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
