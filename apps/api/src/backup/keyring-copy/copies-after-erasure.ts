import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { HoldsSubjectData, type SubjectData } from '#platform/rights/subject-data.js';
import { backupUnderWay } from '../backup.errors.js';
import { SnapshotRepository, type BackupLock } from '../make/snapshot.repository.js';
import { KeyringCopies } from './keyring-copies.js';

const attempts = 600;
const pollMs = 500;

/** Writes the keyring copy anew after an erasure and removes the earlier ones: no copy of the destroyed key is left in the backups. */
@Injectable()
@HoldsSubjectData({ words: 'keyring copies in the backup directory' })
export class CopiesAfterErasure implements SubjectData {
  constructor(
    private readonly snapshots: SnapshotRepository,
    private readonly copies: KeyringCopies,
  ) {}

  async afterErasure(signal: AbortSignal): Promise<void> {
    if ((await this.copies.newest()) === null) return; // no backup was made yet
    const lock = await this.acquireLock(signal);
    try {
      await this.copies.rewrite(lock, signal);
    } finally {
      await lock.end();
    }
  }

  /** Waits for a backup that is being made: it writes the keyring as it is then, and may have begun before the erasure. */
  private async acquireLock(signal: AbortSignal): Promise<BackupLock> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const lock = await this.snapshots.acquireLock();
      if (lock !== null) return lock;
      await sleep(pollMs, undefined, { signal });
    }
    throw backupUnderWay();
  }
}
