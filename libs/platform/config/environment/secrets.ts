import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidEnvironment, type Environment } from './environment.js';

/** Where the first development start keeps the secrets that it generates; mode 600, never created in production. */
export const generatedSecretFiles = { masterPassword: '.master_password', sessionSecret: '.session_secret' } as const;

/** The master password: from the environment, or outside production the one that the first start generated. */
export function masterPasswordOf(environment: Environment): string {
  return environment.masterPassword ?? generatedSecret(environment, generatedSecretFiles.masterPassword, 'CHAT_MAN_PASSWORD');
}

/** The secret that signs session cookies: from the environment, or outside production the one that the first start generated. */
export function sessionSecretOf(environment: Environment): string {
  return environment.sessionSecret ?? generatedSecret(environment, generatedSecretFiles.sessionSecret, 'SESSION_SECRET');
}

function generatedSecret(environment: Environment, file: string, variable: string): string {
  if (environment.mode === 'production') throw new InvalidEnvironment([`${variable} is required in production`]);
  try {
    return readFileSync(join(environment.configDir, file), 'utf8').trim();
  } catch (cause) {
    throw new InvalidEnvironment([
      `${variable} is not set, and ${file} can’t be read (${(cause as NodeJS.ErrnoException).code})`,
    ]);
  }
}
