import { exitCodes } from '#platform/exit-codes.js';
import { Settings } from '#platform/config/settings/settings.js';
import type { Log } from '#platform/logging/log.js';
import { settingsSlices } from '../../../api/src/settings.js';
import type { Installation } from '../installation/installation.js';
import { configurationChecks } from './checks/configuration-checks.js';
import { diskChecks } from './checks/disk-checks.js';
import { serviceChecks } from './checks/service-checks.js';
import { inWords, isSound, passed, type Finding } from './finding.rules.js';

/** `chatman doctor`: the deployment guide’s checklist, with a cure for what is not in order. Reads, and changes nothing. */
export async function doctor(installation: Installation, log: Log, { json }: { readonly json: boolean }): Promise<number> {
  const settings = Settings.fromDirectory(settingsSlices, installation.environment.configDir, installation.variables);
  const findings: Finding[] = [
    passed('node', `Node.js ${process.versions.node}`),
    ...(await configurationChecks(installation, settings)),
    ...diskChecks(installation, settings),
    ...(await serviceChecks(installation, settings, log)),
  ];
  const sound = isSound(findings);
  process.stdout.write(json ? `${JSON.stringify({ sound, findings })}\n` : inWords(findings));
  return (sound ? exitCodes.done : exitCodes.failed).code;
}
