import { exitCodes } from '#platform/exit-codes.js';
import { Settings } from '#platform/config/settings/settings.js';
import { shownValue } from '#platform/config/environment/shown-address.js';
import { listProviders } from '../../../api/src/chat/providers.facade.js';
import { settingsSlices } from '../../../api/src/settings.js';
import type { Installation } from '../installation/installation.js';
import { print, type OutputOptions } from '../output.js';

export async function listAll({ environment, variables }: Installation, output: OutputOptions): Promise<number> {
  const settings = Settings.fromDirectory(settingsSlices, environment.configDir, variables);
  const providers = listProviders(settings).map((each) => ({
    ...each,
    address: each.address === null ? null : shownValue(each.address),
  }));
  const lines = providers.map(({ id, isUsed, address, place, missing }) => {
    const facts = [id, isUsed ? 'in use' : 'not used', ...(address === null ? ['no address'] : [address, place!])];
    return `${[...facts, ...(missing === null ? [] : [`install with: ${missing}`])].join('  ')}\n`;
  });
  print(output, providers, lines.join(''));
  return exitCodes.done.code;
}
