import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Settings } from '#platform/config/settings/settings.js';
import { KeyringModule } from '#platform/keyring/keyring.module.js';
import type { OpenedMaster } from '#platform/keyring/master/master-password.js';
import type { Log } from '#platform/logging/log.js';
import { PlatformModule } from '#platform/platform.module.js';
import { AuditRecordingModule } from '../../../api/src/audit/audit-recording.module.js';
import { RestoringModule } from '../../../api/src/backup/restore/restoring.module.js';
import { settingsSlices } from '../../../api/src/settings.js';
import type { Installation } from '../installation/installation.js';

@Module({})
class RestoreContext {}

/** Runs work with the keys of a database that is not in use yet: events in its log wait for the first start to be signed. */
export async function withKeyringOf<T>(
  { environment, variables }: Installation,
  log: Log,
  { ownerUrl, master }: { readonly ownerUrl: string; readonly master: OpenedMaster },
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const settings = Settings.fromDirectory(settingsSlices, environment.configDir, variables);
  const platform = PlatformModule.with({ environment, settings, log, runtimeUrl: ownerUrl });
  const module = {
    module: RestoreContext,
    imports: [platform, KeyringModule.with(master), AuditRecordingModule, RestoringModule],
  };
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
