import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generatedSecretFiles, masterPasswordOf } from '#platform/config/environment/secrets.js';
import { openMasterPassword, refuseUnfit, type OpenedMaster } from '#platform/keyring/master/master-password.js';
import type { Installation } from '../installation/installation.js';
import { Refusal } from '../refusal.js';
import { newSecret, secretFile } from './secret-file.js';

/**
 * Outside production, generates the missing secrets, once, in the configuration directory.
 * @throws Refusal in production when one is missing: a generated secret cannot be restored on another machine; and everywhere
 * when the data is sealed under an earlier master password.
 */
export function provideSecrets(installation: Pick<Installation, 'environment'>): void {
  refuseMissingSecrets(installation);
  for (const { file } of missingSecrets(installation)) secretFile(join(installation.environment.configDir, file), newSecret);
}

/** The same refusals, before anything is made. */
export function refuseMissingSecrets(installation: Pick<Installation, 'environment'>): void {
  const { configDir, mode, masterPassword } = installation.environment;
  const missing = missingSecrets(installation);
  if (mode === 'production' && missing.length > 0) {
    const names = missing.map(({ variable }) => variable);
    throw new Refusal(
      `In production ${names.join(' and ')} must be set, or ${names.map((name) => `${name}_FILE`).join(' and ')}. ` +
        'To generate a strong secret: openssl rand -base64 32. Nothing was started.',
    );
  }
  if (masterPassword === null && wasGiven(configDir)) {
    throw new Refusal(
      'CHAT_MAN_PASSWORD is not set, but this installation is encrypted with one. Set it to that password. Nothing was started.',
    );
  }
}

function missingSecrets({ environment: { masterPassword, sessionSecret } }: Pick<Installation, 'environment'>) {
  return [
    ...(masterPassword === null ? [{ variable: 'CHAT_MAN_PASSWORD', file: generatedSecretFiles.masterPassword }] : []),
    ...(sessionSecret === null ? [{ variable: 'SESSION_SECRET', file: generatedSecretFiles.sessionSecret }] : []),
  ];
}

/** Whether a master password is in use that was not generated here. */
function wasGiven(configDir: string): boolean {
  return existsSync(join(configDir, '.auth')) && !existsSync(join(configDir, generatedSecretFiles.masterPassword));
}

/**
 * Opens the master password before anything is written or the database is started, or refuses a wrong one. At the first start there is
 * nothing to open (null), and a password that the policy refuses is refused.
 */
export async function checkMasterPassword({ environment }: Pick<Installation, 'environment'>): Promise<OpenedMaster | null> {
  const { configDir, masterPassword } = environment;
  if (existsSync(join(configDir, '.auth'))) return openMasterPassword({ configDir, password: masterPasswordOf(environment) });
  if (masterPassword !== null) await refuseUnfit(masterPassword);
  return null;
}
