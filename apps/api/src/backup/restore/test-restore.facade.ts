import { Injectable } from '@nestjs/common';
import type { BackupTestRestore } from '#contracts/backup/backup.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { why } from '#platform/access/why.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { isUuid } from '#platform/ids.js';
import { AuditFacade } from '../../audit/audit.facade.js';
import { BackupRepository } from '../runs/backup.repository.js';
import type { BackupSource } from '../make/backup-source.js';
import { BackupStore } from '../keep/backup-store.js';
import { backupNotRestorable } from './restore.errors.js';
import type { OnTable } from './load/load.js';
import { ScratchRestore } from './test/scratch-restore.js';

/** Restores a backup on trial, and audits the requester and the result. */
@Injectable()
export class TestRestoreFacade {
  constructor(
    private readonly store: BackupStore,
    private readonly repository: BackupRepository,
    private readonly scratch: ScratchRestore,
    private readonly audit: AuditFacade,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `backup-not-restorable` */
  async restorable(id: string): Promise<BackupSource> {
    const source = isUuid(id) ? await this.store.find(id) : null;
    if (source === null) throw backupNotRestorable();
    return source;
  }

  /** @param actor null for the schedule and the operator's tool */
  async test(actor: AuditRecord['actor'], id: string, onTable?: OnTable): Promise<BackupTestRestore> {
    const source = await this.restorable(id);
    const event = { actor, action: 'backup.tested', object: { type: 'backup', id } } as const;
    const announced = await this.audit.recordIntent(event);
    try {
      const result = await this.scratch.of(source, onTable);
      const failed = result.checks.find(({ passed }) => !passed);
      await this.transactions.run(async (tx) => {
        await this.repository.noteTested(tx, id, result.success, this.clock.now());
        const outcome = result.success ? 'success' : 'failed';
        await this.audit.recordOutcome(tx, announced, { ...event, outcome, ...why(failed?.name) });
      });
      return result;
    } catch (cause) {
      await this.transactions.run((tx) =>
        this.audit.recordOutcome(tx, announced, { ...event, outcome: 'failed', code: 'not-finished' }),
      );
      throw cause;
    }
  }
}
