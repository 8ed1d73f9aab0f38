import { Injectable } from '@nestjs/common';
import type { BackupVerification } from '#contracts/backup/backup.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { why } from '#platform/access/why.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { backupNotFinished, noSuchBackup } from '../backup.errors.js';
import { BackupChecks, type OnBytes } from './backup-checks.js';
import { BackupRepository } from '../runs/backup.repository.js';

/** Verifies a backup and audits the requester and the result. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly repository: BackupRepository,
    private readonly checks: BackupChecks,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `no-such-backup`, `backup-not-finished` */
  async requireFinished(id: string): Promise<void> {
    const run = await this.repository.one(id);
    if (run === null) throw noSuchBackup();
    if (run.state !== 'finished') throw backupNotFinished();
  }

  /** @param actor null for the schedule and the operator's tool */
  async verify(actor: AuditRecord['actor'], id: string, onProgress?: OnBytes): Promise<BackupVerification> {
    await this.requireFinished(id);
    const event = { actor, action: 'backup.verified', object: { type: 'backup', id } } as const;
    const announced = await this.audit.recordIntent(event);
    const conclude = (outcome: 'success' | 'failed', word?: string, judged?: boolean) =>
      this.transactions.run(async (tx) => {
        if (judged !== undefined) await this.repository.noteVerified(tx, id, judged, this.clock.now());
        await this.audit.recordOutcome(tx, announced, { ...event, outcome, ...why(word) });
      });
    try {
      const checks = await this.checks.of(id, onProgress);
      const firstBad = checks.find(({ passed }) => !passed);
      await conclude(firstBad ? 'failed' : 'success', firstBad?.name, firstBad === undefined);
      return { valid: firstBad === undefined, checks };
    } catch (cause) {
      await conclude('failed', 'not-finished');
      throw cause;
    }
  }
}
