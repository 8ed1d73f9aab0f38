import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generatedSecretFiles, masterPasswordOf } from '#platform/config/secrets.js';
import { openMasterPassword } from '#platform/keyring/master-password.js';
import type { Installation } from './installation.js';
import { Refusal } from './refusal.js';
import { newSecret, secretFile } from './secret-file.js';

/**
 * Outside production makes the secrets that nobody gave, once, in the configuration directory.
 * @throws Refusal in production when one is missing: a secret that nobody knows cannot be restored on another machine; and anywhere
 *   when what is there is sealed under a master password that was given before.
 */
export function provideSecrets({ environment }: Pick<Installation, 'environment'>): void {
  const { configDir, mode, masterPassword, sessionSecret } = environment;
  const missing = [
    ...(masterPassword === null ? [{ variable: 'CHAT_MAN_PASSWORD', file: generatedSecretFiles.masterPassword }] : []),
    ...(sessionSecret === null ? [{ variable: 'SESSION_SECRET', file: generatedSecretFiles.sessionSecret }] : []),
  ];
  if (mode === 'production' && missing.length > 0) {
    const names = missing.map(({ variable }) => variable);
    throw new Refusal(
      `In production ${names.join(' and ')} must be set, or ${names.map((name) => `${name}_FILE`).join(' and ')}. ` +
        'A strong secret: openssl rand -base64 32. Nothing was started.',
    );
  }
  if (masterPassword === null && wasGiven(configDir)) {
    throw new Refusal('CHAT_MAN_PASSWORD is not set, and everything here is sealed under the one that was. Nothing was started.');
  }
  for (const { file } of missing) secretFile(join(configDir, file), newSecret);
}

/** Whether a master password is in use that was not generated here. */
function wasGiven(configDir: string): boolean {
  return existsSync(join(configDir, '.auth')) && !existsSync(join(configDir, generatedSecretFiles.masterPassword));
}

/** Refuses a wrong master password before the database is started. At the first start there is nothing to compare with. */
export async function checkMasterPassword({ environment }: Pick<Installation, 'environment'>): Promise<void> {
  if (!existsSync(join(environment.configDir, '.auth'))) return;
  await openMasterPassword({ configDir: environment.configDir, password: masterPasswordOf(environment) });
}
