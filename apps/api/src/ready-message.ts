import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Environment } from '#platform/config/environment/environment.js';
import { generatedSecretFiles } from '#platform/config/environment/secrets.js';

/**
 * Prints for the starter, on standard output, last of all and each alone on a line: while there is no account, the path of the master password
 * and the set-up code; and the address.
 */
export function printReady(app: NestExpressApplication, environment: Environment, setUpCode: string | null): void {
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  if (setUpCode) process.stdout.write(`${masterPasswordWords(environment)}\nSet-up code: ${setUpCode}\n`);
  process.stdout.write(`Chat Man is ready at ${environment.publicUrl ?? `http://localhost:${port}`}\n`);
}

/** Never the password itself: a terminal is scrolled back, and its output is kept. */
export function masterPasswordWords({ masterPassword, configDir }: Pick<Environment, 'masterPassword' | 'configDir'>): string {
  const place =
    masterPassword === null
      ? `was generated and is in ${join(configDir, generatedSecretFiles.masterPassword)}`
      : 'is the one in CHAT_MAN_PASSWORD';
  return `The master password ${place}. Keep a copy somewhere other than this machine: without it, nothing stored here can be decrypted again.`;
}
