import { Settings } from '#platform/config/settings/settings.js';
import { HttpSettings } from '../../../api/src/http.settings.js';
import { settingsSlices } from '../../../api/src/settings.js';
import type { Installation } from '../installation/installation.js';
import { openSecretFiles } from '../installation/secret-places.js';
import { Refusal } from '../refusal.js';
import { productionFaults } from './production.rules.js';

/** Production stops, before anything is made, where it would be unsafe; everything that is wrong is said at once. */
export function demandSafety(installation: Installation): void {
  const { environment, variables } = installation;
  if (environment.mode !== 'production') return;
  const { trustedProxies } = Settings.fromDirectory(settingsSlices, environment.configDir, variables).of(HttpSettings);
  const faults = productionFaults({
    publicUrl: environment.publicUrl,
    trustedProxies,
    openFiles: openSecretFiles(installation),
  });
  if (faults.length === 0) return;
  throw new Refusal(
    `Chat Man does not start in production like this:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nNothing was started.`,
  );
}
