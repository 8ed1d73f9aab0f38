import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  backupJobs,
  type BackupCheckStarted,
  type BackupTestRestore,
  type BackupVerification,
} from '#contracts/backup/backup.js';
import type { Actor } from '#platform/access/actor.js';
import { PEOPLE, type People } from '#platform/access/people.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { Transactions } from '#platform/database/transactions.js';
import type { JobRun } from '#platform/jobs/tracked/job-kinds.js';
import { TrackedJobs } from '#platform/jobs/tracked/tracked-jobs.js';
import { canRunScratchServer } from '../restore/engine/scratch-server.js';
import { noScratchServer } from '../restore/restore.errors.js';
import { TestRestoreFacade } from '../restore/test-restore.facade.js';
import { VerificationService } from '../verify/verification.service.js';
import { tableProgress } from './table-progress.rules.js';

/** A large backup takes its time. */
const expireInSeconds = 12 * 3600;

/** Verifications and test restores that people ask for: waited for, or followed as jobs with progress. */
@Injectable()
export class BackupJobs implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: TrackedJobs,
    private readonly verifications: VerificationService,
    private readonly restores: TestRestoreFacade,
    private readonly transactions: Transactions,
    @Inject(PEOPLE) private readonly people: People,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({
      name: backupJobs.verify,
      permission: 'backup:read',
      expireInSeconds,
      handle: (run) => this.verifyFor(run),
    });
    if (!canRunScratchServer()) return;
    await this.jobs.perform({
      name: backupJobs.testRestore,
      permission: 'backup:read',
      expireInSeconds,
      handle: (run) => this.restoreFor(run),
    });
  }

  async verify(actor: Actor, id: string, isWaitedFor: boolean): Promise<BackupVerification | BackupCheckStarted> {
    if (isWaitedFor) return this.verifications.verify({ id: actor.id, role: actor.role }, id);
    await this.verifications.requireFinished(id);
    return this.started(backupJobs.verify, actor, id);
  }

  async testRestore(actor: Actor, id: string, isWaitedFor: boolean): Promise<BackupTestRestore | BackupCheckStarted> {
    if (isWaitedFor) return this.restores.test({ id: actor.id, role: actor.role }, id);
    await this.restores.restorable(id);
    if (!canRunScratchServer()) throw noScratchServer();
    return this.started(backupJobs.testRestore, actor, id);
  }

  private started(kind: string, actor: Actor, id: string): Promise<BackupCheckStarted> {
    return this.transactions.run(async (tx) => ({
      job: { id: await this.jobs.start(tx, { kind, ownerId: actor.id, scopeId: null, objectId: id }) },
    }));
  }

  private async verifyFor(run: JobRun): Promise<void> {
    const result = await this.verifications.verify(await this.actorOf(run), run.objectId!, (done, total) =>
      run.progress({ message: 'Verifying', done, total, unit: 'bytes' }),
    );
    await this.transactions.run((tx) => run.complete(tx, result));
  }

  private async restoreFor(run: JobRun): Promise<void> {
    const result = await this.restores.test(await this.actorOf(run), run.objectId!, (phase, done, total) =>
      run.progress(tableProgress(phase, done, total)),
    );
    await this.transactions.run((tx) => run.complete(tx, result));
  }

  private async actorOf({ ownerId }: JobRun): Promise<AuditRecord['actor']> {
    const role = ownerId === null ? null : await this.people.roleOf(ownerId);
    return role === null ? 'system' : { id: ownerId!, role };
  }
}
