import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeSettings } from '#platform/config/settings/settings-merge.js';
import { settingSources } from '#platform/config/settings/settings-file.js';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import { NoteSigner } from '#transparency/note/note-key.js';
import { settingsSlices } from '../../../api/src/settings.js';
import type { Installation } from './installation.js';
import { checkMasterPassword, refuseMissingSecrets } from '../master-password/master-password.js';
import { Refusal } from '../refusal.js';

/**
 * What can be known to be wrong before a directory is made, a database started or a migration run. Reads, and writes nothing.
 *
 * @returns the opened master password, or null before the first start
 */
export async function preflight(installation: Installation): Promise<OpenedMaster | null> {
  const { environment, variables } = installation;
  mergeSettings(settingsSlices, settingSources(environment.configDir, variables));
  refuseMissingSecrets(installation);
  refuseDamagedAuditKey(environment.configDir);
  return checkMasterPassword(installation);
}

/** With a damaged key nothing would be signed, which later looks the same as tampering. */
function refuseDamagedAuditKey(configDir: string): void {
  const file = join(configDir, '.audit_key');
  if (!existsSync(file)) return;
  try {
    NoteSigner.parse(readFileSync(file, 'utf8').trim());
  } catch (cause) {
    throw new Refusal(
      `${file} is damaged: expected the key that signs the audit log, found something else. Restore it from your backup of the configuration. ` +
        'If it is lost, move the file away, start Chat Man, and run "chatman audit accept-loss". Nothing was changed.',
      { cause },
    );
  }
}
