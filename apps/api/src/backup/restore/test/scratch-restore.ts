import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { BackupCheck, BackupTestRestore } from '#contracts/backup/backup.js';
import type { Environment } from '#platform/config/environment/environment.js';
import { migrationsDirectory } from '#platform/database/migrator/migrations-directory.js';
import { isDatabaseOutage } from '#platform/database/pool/outage.js';
import { Problem } from '#platform/http/problem.js';
import { errorName, errorPlace } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { ENVIRONMENT } from '#platform/platform.module.js';
import type { BackupSource } from '../../make/backup-source.js';
import { clearScratch, ScratchServer } from '../engine/scratch-server.js';
import { loadBackup, type Loaded, type OnTable } from '../load/load.js';
import { noScratchServer, testRestoreInterrupted, testRestoreRunning } from '../restore.errors.js';
import { SealedSample } from './sealed-sample.js';

/**
 * Restores a backup to a temporary database server and reports whether the result equals the original. The server of the
 * installation is not used: this needs no rights there, and costs it only disk space.
 */
@Injectable()
export class ScratchRestore implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly place: string;
  private scratch: ScratchServer | null = null;
  private isRunning = false;
  private isStopping = false;

  constructor(
    @Inject(ENVIRONMENT) environment: Pick<Environment, 'dataDir'>,
    private readonly sample: SealedSample,
    private readonly log: Log,
  ) {
    this.place = join(environment.dataDir, 'test-restore');
  }

  /** What a killed process left behind goes at the next start. */
  async onApplicationBootstrap(): Promise<void> {
    await clearScratch(this.place).catch((cause: unknown) =>
      this.log.warn('leftovers of a test restore could not be removed', { error: errorName(cause) }),
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    await this.scratch?.remove();
  }

  /**
   * @throws Problem `test-restore-running` while one runs with this data directory, `no-scratch-server` where none can run,
   *   `test-restore-interrupted`, `backup-newer` or `backup-changed`. That it cannot be restored is an answer.
   */
  async of(source: BackupSource, onTable?: OnTable): Promise<BackupTestRestore> {
    const startedAt = performance.now();
    if (this.isRunning) throw testRestoreRunning();
    this.isRunning = true;
    try {
      this.scratch = await this.started(source.manifest.id);
      const result = await this.judged(this.scratch.ownerUrl, source, onTable);
      return { ...result, durationMs: Math.round(performance.now() - startedAt) };
    } finally {
      await this.scratch?.remove();
      this.scratch = null;
      this.isRunning = false;
    }
  }

  private async started(id: string): Promise<ScratchServer> {
    try {
      if (await clearScratch(this.place)) throw testRestoreRunning();
      return await ScratchServer.start(this.place, id);
    } catch (cause) {
      if (cause instanceof Problem) throw cause;
      this.log.error('no server for a test restore', { error: errorName(cause), at: errorPlace(cause) });
      throw noScratchServer({ cause });
    }
  }

  private async judged(
    ownerUrl: string,
    source: BackupSource,
    onTable?: OnTable,
  ): Promise<Omit<BackupTestRestore, 'durationMs'>> {
    try {
      const loaded = await loadBackup({ ownerUrl, source, migrations: migrationsDirectory(), ...(onTable && { onTable }) });
      const checks = [comparison(loaded), rootCheck(loaded), await this.sample.check(ownerUrl, source.manifest.tables)];
      return {
        success: checks.every(({ passed }) => passed),
        tables: [...loaded.tables],
        audit: { rootMatches: loaded.rootMatches },
        checks,
      };
    } catch (cause) {
      if (cause instanceof Problem) throw cause;
      this.log.error('a backup could not be loaded', { error: errorName(cause), at: errorPlace(cause) });
      if (this.isStopping || isDatabaseOutage(cause)) throw testRestoreInterrupted({ cause });
      return { success: false, tables: [], audit: { rootMatches: false }, checks: [notLoaded] };
    }
  }
}

const notLoaded: BackupCheck = {
  name: 'load',
  passed: false,
  message: 'The backup couldn’t be loaded into an empty database. See the server log for the error.',
};

function comparison({ tables }: Loaded): BackupCheck {
  const different = tables.filter(({ matches }) => !matches).map(({ name }) => name);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const message =
    different.length === 0
      ? `${rows} rows in ${tables.length} tables were restored unchanged.`
      : `These tables differ from what was backed up: ${different.join(', ')}.`;
  return { name: 'tables', passed: different.length === 0, message };
}

function rootCheck({ rootMatches }: Loaded): BackupCheck {
  const message = rootMatches
    ? 'The audit log has the root hash given in the manifest.'
    : 'The audit log doesn’t have the root hash given in the manifest.';
  return { name: 'audit-root', passed: rootMatches, message };
}
