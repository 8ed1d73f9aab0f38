import { exitCodes } from '#platform/exit-codes.js';
import { Settings } from '#platform/config/settings/settings.js';
import { shownValue } from '#platform/config/environment/shown-address.js';
import { listProviders } from '../../../api/src/chat/providers.facade.js';
import { settingsSlices } from '../../../api/src/settings.js';
import type { Installation } from '../installation/installation.js';

export async function listAll({ environment, variables }: Installation): Promise<number> {
  const settings = Settings.fromDirectory(settingsSlices, environment.configDir, variables);
  for (const { id, isUsed, address, place, missing } of listProviders(settings)) {
    const facts = [id, isUsed ? 'in use' : 'not used', ...(address === null ? ['no address'] : [shownValue(address), place!])];
    process.stdout.write(`${[...facts, ...(missing === null ? [] : [`install with: ${missing}`])].join('  ')}\n`);
  }
  return exitCodes.done.code;
}
