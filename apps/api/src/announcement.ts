import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import type { Environment } from '#platform/config/environment.js';
import { AuthFacade } from './auth/auth.facade.js';

/** Tells whoever started it, on standard output, each alone on a line: the set-up code while there is no account, and the address. */
export async function announce(app: NestExpressApplication, environment: Environment): Promise<void> {
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  const code = await app.get(AuthFacade).announceSetUp();
  if (code) process.stdout.write(`Set-up code: ${code}\n`);
  process.stdout.write(`Chat Man is ready at ${environment.publicUrl ?? `http://localhost:${port}`}\n`);
}
