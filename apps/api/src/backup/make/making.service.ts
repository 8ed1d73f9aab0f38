import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { StartBackup } from '#contracts/backup/backup.js';
import type { Actor } from '#platform/access/actor.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { Ids } from '#platform/ids.js';
import { errorName, errorPlace } from '#platform/logging/error-name.js';
import { Log } from '#platform/logging/log.js';
import { AuditFacade, type AuditIntent } from '../../audit/audit.facade.js';
import { backupsOff, backupUnderWay } from '../backup.errors.js';
import { BackupRepository } from '../runs/backup.repository.js';
import type { MakerKind } from '../backup.rules.js';
import { BackupSettings } from '../backup.settings.js';
import { BackupWriter, type Making } from './backup-writer.js';
import { BackupDirectory } from '../engine/backup-directory.js';
import { failureOf } from './making.rules.js';
import { extentOf } from '../manifest/manifest.rules.js';
import { RecoveryService } from '../runs/recovery.service.js';
import { SnapshotRepository, type BackupLock } from './snapshot.repository.js';

const patienceMs = 1_000;
const pollMs = 50;

/** The actor: a person, or null for the schedule and the CLI. */
export interface Maker {
  readonly kind: MakerKind;
  readonly actor: Pick<Actor, 'id' | 'role'> | null;
}

/** A backup that is being made. */
export interface Begun {
  readonly id: string;
  /** Resolves when it has ended, with any outcome. */
  readonly ended: () => Promise<void>;
}

/** What is written in the transaction of its announcement. */
export type Alongside = (tx: Tx, id: string) => Promise<void>;

interface Run extends Making {
  readonly announced: AuditIntent;
  readonly event: Pick<AuditRecord, 'actor' | 'action' | 'object'>;
}

/** Makes backups, one at a time in the whole installation. They go on when the requester disconnects. */
@Injectable()
export class MakingService implements OnModuleDestroy {
  private readonly closing = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly snapshots: SnapshotRepository,
    private readonly recovery: RecoveryService,
    private readonly writer: BackupWriter,
    private readonly directory: BackupDirectory,
    private readonly repository: BackupRepository,
    private readonly audit: AuditFacade,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async begin(maker: Maker, { label, reason }: StartBackup, alongside?: Alongside): Promise<Begun> {
    if (!this.settings.of(BackupSettings).enabled) throw backupsOff();
    const lock = await this.acquireLock();
    try {
      await this.recovery.recover();
      const run = await this.recordBeginning(maker, label ?? null, reason, alongside);
      const ended = this.make(lock, run).finally(() => this.running.delete(ended));
      this.running.add(ended);
      return { id: run.id, ended: () => ended };
    } catch (cause) {
      await lock.end();
      throw cause;
    }
  }

  /** Brings rows and files together, unless a backup is being made somewhere: then nothing was left behind. */
  async tidyUp(): Promise<void> {
    const lock = await this.snapshots.acquireLock();
    if (lock === null) return;
    try {
      await this.recovery.recover();
    } finally {
      await lock.end();
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.running);
  }

  /** Waits for a clean-up, which ends soon, and for nothing else. */
  private async acquireLock(): Promise<BackupLock> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const lock = await this.snapshots.acquireLock();
      if (lock !== null) return lock;
      if (performance.now() > until || (await this.repository.running()).length > 0) throw backupUnderWay();
      await sleep(pollMs);
    }
  }

  private async recordBeginning(
    { kind, actor }: Maker,
    label: string | null,
    reason: string | undefined,
    alongside: Alongside | undefined,
  ): Promise<Run> {
    const id = this.ids.next();
    const event = { actor, action: 'backup.created', object: { type: 'backup', id } } as const;
    const announced = await this.transactions.run(async (tx) => {
      await alongside?.(tx, id);
      const act = await this.audit.announceIn(tx, { ...event, reason, detail: { by: kind, label } });
      const madeBy = actor?.id ?? null;
      await this.repository.begin(tx, { id, label, madeByKind: kind, madeBy, announcedBy: act.id, createdAt: this.clock.now() });
      return act;
    });
    return { id, label, madeBy: kind, announced, event };
  }

  /** Never rejects: the caller may not await it. */
  private async make(lock: BackupLock, run: Run): Promise<void> {
    const startedAt = performance.now();
    try {
      const manifest = await this.writer.write(lock, run, {
        signal: this.closing.signal,
        onProgress: (extent, inAll) => this.transactions.run((tx) => this.repository.note(tx, run.id, extent, inAll)),
      });
      const extent = extentOf(manifest.tables);
      const isOurs = await this.transactions.run(async (tx) => {
        if (!(await this.repository.finish(tx, run.id, extent, manifest.audit.size, this.clock.now()))) return false;
        await this.audit.recordOutcome(tx, run.announced, { ...run.event, outcome: 'success' });
        return true;
      });
      // Without its connection it lost the lock, and the next holder has settled what there was; the files are theirs.
      if (!isOurs) return this.log.warn('a backup was settled by another instance', { backup: run.id });
      this.log.info('backup made', { backup: run.id, ...extent, durationMs: Math.round(performance.now() - startedAt) });
    } catch (cause) {
      await this.giveUp(run, cause);
    } finally {
      await lock.end().catch(() => undefined); // the connection is gone either way, and the lock with it
    }
  }

  /** What cannot be cleaned up or recorded now is found by the next holder of the lock. */
  private async giveUp(run: Run, cause: unknown): Promise<void> {
    const failure = failureOf(cause);
    this.log.error('backup failed', { backup: run.id, failure, error: errorName(cause), at: errorPlace(cause) });
    await this.directory
      .remove(run.id)
      .catch((error: unknown) =>
        this.log.warn('files of a failed backup could not be deleted', { backup: run.id, error: errorName(error) }),
      );
    try {
      await this.transactions.run(async (tx) => {
        if (await this.repository.fail(tx, run.id, failure, this.clock.now()))
          await this.audit.recordOutcome(tx, run.announced, { ...run.event, outcome: 'failed', code: failure });
      });
    } catch (error) {
      this.log.warn('the outcome of a backup was not recorded', { backup: run.id, error: errorName(error) });
    }
  }
}
