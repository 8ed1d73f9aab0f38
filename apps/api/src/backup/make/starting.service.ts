import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Backup, BackupStarted, StartBackup } from '#contracts/backup/backup.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { keyInUse } from '#platform/idempotency/idempotency.errors.js';
import { Idempotency, type KeyedCall } from '#platform/idempotency/idempotency.js';
import { BackupRepository } from '../runs/backup.repository.js';
import { BackupsService } from '../backups.service.js';
import { MakingService, type Begun } from './making.service.js';

const pollMs = 1_000;

/** Backups that people ask for, each once for a call with an `Idempotency-Key`, though only one can be made at a time. */
@Injectable()
export class StartingService {
  constructor(
    private readonly making: MakingService,
    private readonly backups: BackupsService,
    private readonly repository: BackupRepository,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
  ) {}

  /** With `wait` it answers when the backup is finished. */
  async start({ actor, key }: IdempotentCall, command: StartBackup, wait: boolean): Promise<Backup | BackupStarted> {
    const keep = key ? (tx: Tx, run: string) => this.keep(tx, key, run) : undefined;
    const begun =
      (key && (await this.begunBefore(key))) ??
      (await this.making.begin({ kind: 'person', actor: { id: actor.id, role: actor.role } }, command, keep));
    return wait ? this.backups.finished(begun) : { id: begun.id, job: begun.id };
  }

  /** The backup that the same call began when it came first; null when it did not. */
  private async begunBefore(key: KeyedCall): Promise<Begun | null> {
    const earlier = await this.transactions.run((tx) => this.idempotency.earlier(tx, key));
    if (earlier === null) return null;
    key.replayed();
    const { id } = earlier.body as Pick<Begun, 'id'>;
    return { id, ended: () => this.over(id) };
  }

  private async keep(tx: Tx, key: KeyedCall, id: string): Promise<void> {
    const kept = { status: 201, body: { id }, objectId: id, holdsSecret: false };
    const { isReplayed } = await this.idempotency.once(tx, key, () => Promise.resolve(kept));
    if (isReplayed) throw keyInUse({ retryAfter: 1 }); // it has begun since the lookup
  }

  /** Another instance may be making it. */
  private async over(id: string): Promise<void> {
    while ((await this.repository.running()).some((run) => run.id === id)) await sleep(pollMs);
  }
}
