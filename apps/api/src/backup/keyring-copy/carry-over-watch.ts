import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { errorName } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { Ticker } from '#platform/ticker.js';
import { BackupRepository } from '../runs/backup.repository.js';
import { SnapshotRepository } from '../make/snapshot.repository.js';
import { KeyringCopies } from './keyring-copies.js';

/** Milliseconds for which the copy may be behind the database. */
const checkEvery = 2_000;

/**
 * Writes the keyring copy again when a hold or the state of an account has changed: if the database is lost a moment later, they are not.
 * One that fails is repeated; a backup or an erasure that holds the lock writes the copy by itself.
 */
@Injectable()
export class CarryOverWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly closing = new AbortController();
  private written: string | null = null;
  private hasFailed = false;
  private readonly ticker = new Ticker(
    checkEvery,
    () => this.check(),
    (error) => this.report(error),
  );

  constructor(
    private readonly repository: BackupRepository,
    private readonly snapshots: SnapshotRepository,
    private readonly copies: KeyringCopies,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.ticker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await this.ticker.stop();
  }

  async check(): Promise<void> {
    const version = await this.repository.carryOverVersion();
    if (version !== this.written && !(await this.isWritten(version))) await this.write(version);
    this.hasFailed = false;
  }

  /** Where there is no copy there is no backup either, and nothing that could be restored. */
  private async isWritten(version: string): Promise<boolean> {
    const found = await this.copies.newest();
    if (found !== null && found.copy.carryOver?.version !== version) return false;
    if (found !== null) this.written = version;
    return true;
  }

  private async write(version: string): Promise<void> {
    const lock = await this.snapshots.acquireLock();
    if (lock === null) return;
    try {
      if (!(await this.isWritten(version))) await this.copies.rewrite(lock, this.closing.signal);
    } finally {
      await lock.end();
    }
  }

  private report(error: unknown): void {
    if (!this.hasFailed) this.log.warn('the keyring copy is behind the database', { error: errorName(error) });
    this.hasFailed = true;
  }
}
