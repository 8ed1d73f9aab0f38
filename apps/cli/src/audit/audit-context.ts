import 'reflect-metadata';
import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { masterPasswordOf } from '#platform/config/environment/secrets.js';
import { Settings } from '#platform/config/settings/settings.js';
import { KeyringModule } from '#platform/keyring/keyring.module.js';
import { openMasterPassword } from '#platform/keyring/master/master-password.js';
import type { Log } from '#platform/logging/log.js';
import { PlatformModule } from '#platform/platform.module.js';
import { AuditModule } from '../../../api/src/audit/audit.module.js';
import { settingsSlices } from '../../../api/src/settings.js';
import { reachDatabase, type DatabaseAccess } from '../database-access.js';
import type { Installation } from '../installation/installation.js';

@Module({})
class AuditContext {}

/** Runs work on the audit log of an installation, and what other rooms keep beside it, whether it is running or not. */
export async function withAuditLog(
  installation: Installation,
  log: Log,
  work: (app: INestApplicationContext, database: DatabaseAccess) => Promise<number>,
  rooms: readonly Type[] = [],
): Promise<number> {
  const { environment, variables } = installation;
  const master = await openMasterPassword({ configDir: environment.configDir, password: masterPasswordOf(environment) });
  const database = await reachDatabase(installation, log);
  try {
    const settings = Settings.fromDirectory(settingsSlices, environment.configDir, variables);
    const platform = PlatformModule.with({ environment, settings, log, runtimeUrl: database.ownerUrl });
    const module = { module: AuditContext, imports: [platform, KeyringModule.with(master), AuditModule, ...rooms] };
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    try {
      return await work(app, database);
    } finally {
      await app.close();
    }
  } finally {
    await database.server?.stop();
  }
}
