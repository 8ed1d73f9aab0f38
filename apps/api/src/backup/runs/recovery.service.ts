import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { errorName } from '#platform/logging/error-name.js';
import { forEachIsolated } from '#platform/jobs/for-each-isolated.js';
import { Log } from '#platform/logging/log.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import type { BackupManifest } from '../manifest/backup-manifest.js';
import { BackupRepository } from './backup.repository.js';
import type { BackupRun } from '../backup.rules.js';
import { BackupStore } from '../keep/backup-store.js';
import { BackupDirectory } from '../engine/backup-directory.js';
import { extentOf } from '../manifest/manifest.rules.js';

const dayMs = 86_400_000;
const daysOfFailures = 30;

/**
 * Reconciles rows and files, under the backup lock: no other backup is being made then. A run that was interrupted is
 * finished if its note exists, and failed if not, and its files are removed; a backup without a row gets one. Files without a row
 * that are no whole backup of this installation stay: they may be a copy in progress, or the key that signed them was lost.
 */
@Injectable()
export class RecoveryService {
  constructor(
    private readonly repository: BackupRepository,
    private readonly directory: BackupDirectory,
    private readonly store: BackupStore,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async recover(): Promise<void> {
    await forEachIsolated(await this.repository.running(), (run) => this.settle(run));
    await this.transactions.run((tx) =>
      this.repository.forgetFailures(tx, new Date(this.clock.now().getTime() - daysOfFailures * dayMs)),
    );
    try {
      await this.tidyFiles();
    } catch (cause) {
      // A directory that cannot be used stops whoever makes a backup, by name; this is no place to say it first.
      this.log.warn('files of leftovers of interrupted backups were not cleaned up', { error: errorName(cause) });
    }
  }

  private async tidyFiles(): Promise<void> {
    const known = await this.repository.known();
    for (const id of await this.directory.ids()) {
      const fate = known.get(id);
      if (fate === undefined) await this.adopt(id);
      else if (fate === 'removed' || (fate === 'failed' && (await this.wholeOne(id)) === null)) await this.removeFiles(id);
    }
  }

  private async settle(run: BackupRun): Promise<void> {
    const manifest = await this.wholeOne(run.id).catch(() => null); // what cannot be read now stays on the disk
    await this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const isSettled =
        manifest === null
          ? await this.repository.fail(tx, run.id, 'interrupted', now)
          : await this.repository.finish(tx, run.id, extentOf(manifest.tables), manifest.audit.size, now);
      if (isSettled) await this.recordOutcome(tx, run, manifest === null ? 'failed' : 'success');
    });
    this.log.warn('a backup was interrupted', { backup: run.id, isWhole: manifest !== null });
  }

  private async recordOutcome(tx: Tx, { id, announcedBy }: BackupRun, outcome: 'success' | 'failed'): Promise<void> {
    if (announcedBy === null) return;
    const event = { actor: 'system', action: 'backup.created', object: { type: 'backup', id }, outcome } as const;
    await this.audit.recordOutcome(tx, { id: announcedBy }, outcome === 'failed' ? { ...event, code: 'interrupted' } : event);
  }

  private async adopt(unknown: string): Promise<void> {
    const manifest = await this.wholeOne(unknown);
    if (manifest === null) return;
    const { id, label, madeBy, createdAt, tables, audit } = manifest;
    await this.transactions.run(async (tx) => {
      const at = new Date(createdAt);
      await this.repository.begin(tx, { id, label, madeByKind: madeBy, madeBy: null, announcedBy: null, createdAt: at });
      await this.repository.finish(tx, id, extentOf(tables), audit.size, at);
    });
    this.log.info('a backup without a database row was found', { backup: id });
  }

  private async removeFiles(id: string): Promise<void> {
    await this.directory.remove(id);
    this.log.info('leftover files without a backup were removed', { backup: id });
  }

  /** The manifest of a backup that is whole and ours; null for anything else. */
  private async wholeOne(id: string): Promise<BackupManifest | null> {
    return (await this.store.find(id))?.manifest ?? null;
  }
}
