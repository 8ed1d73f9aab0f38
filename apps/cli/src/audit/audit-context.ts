import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { clusterDirectory } from '#platform/config/environment.js';
import { masterPasswordOf } from '#platform/config/secrets.js';
import { Settings } from '#platform/config/settings.js';
import { KeyringModule } from '#platform/keyring/keyring.module.js';
import { openMasterPassword } from '#platform/keyring/master-password.js';
import type { Log } from '#platform/logging/log.js';
import { PlatformModule } from '#platform/platform.module.js';
import { databaseUrl } from '#platform/postgres/database-url.js';
import { launchPrefix } from '#platform/postgres/launch-prefix.js';
import { asRole } from '#platform/postgres/roles.js';
import { socketDirectory } from '#platform/postgres/socket-directory.js';
import { AuditModule } from '../../../api/src/audit/audit.module.js';
import { settingsSlices } from '../../../api/src/settings.js';
import { openDatabase } from '../database-access.js';
import type { Installation } from '../installation.js';

@Module({})
class AuditContext {}

/** Runs work on the audit log of an installation, whether it is running or not. */
export async function withAuditLog(
  installation: Installation,
  log: Log,
  work: (app: INestApplicationContext) => Promise<number>,
): Promise<number> {
  const { environment, variables } = installation;
  const master = await openMasterPassword({ configDir: environment.configDir, password: masterPasswordOf(environment) });
  const database = await reachDatabase(installation, log);
  try {
    const settings = Settings.fromDirectory(settingsSlices, environment.configDir, variables);
    const platform = PlatformModule.with({ environment, settings, log, runtimeUrl: database.url });
    const module = { module: AuditContext, imports: [platform, KeyringModule.with(master), AuditModule] };
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await database.release();
  }
}

/** The running embedded server when there is one, else it is started for as long as this takes. */
async function reachDatabase(installation: Installation, log: Log): Promise<{ url: string; release: () => Promise<void> }> {
  const running = installation.environment.databaseUrl === null ? runningServer(installation) : null;
  if (running !== null && (await answers(running))) return { url: running, release: async () => undefined };
  const { ownerUrl, server } = await openDatabase(installation, log);
  return { url: ownerUrl, release: async () => server?.stop() };
}

/** Where the embedded server of this installation listens when it runs. */
function runningServer({ environment }: Installation): string | null {
  if (process.platform === 'win32') return null;
  const cluster = join(clusterDirectory(environment), 'cluster');
  const host = socketDirectory(cluster, launchPrefix().owner);
  const password = ownerPassword(environment.configDir);
  return password === null ? null : databaseUrl({ host, port: 5432 }, { role: 'chatman_owner', password }, 'chatman');
}

function ownerPassword(configDir: string): string | null {
  try {
    return (JSON.parse(readFileSync(join(configDir, '.database'), 'utf8')) as { owner: string }).owner;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await asRole(url, (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false; // nobody listens: it is started, and a server that is there and refuses says so then
  }
}
