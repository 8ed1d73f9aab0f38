import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { AttachmentsFacade } from '../../rag/attachments/attachments.facade.js';
import { AttachmentRepository } from './attachment.repository.js';

const waitsMs = 24 * 3_600_000;
/** Files removed in one transaction: few, so that their locks are held briefly. */
const batch = 50;

/** Every hour, once in the installation: removes files that have waited in a composer for a day, and were never sent. */
@Injectable()
export class UnsentSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly attachments: AttachmentRepository,
    private readonly files: AttachmentsFacade,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: 'chat.remove-unsent', cron: '17 * * * *', handle: (_, signal) => this.removeAll(signal) });
  }

  async removeAll(signal?: AbortSignal): Promise<void> {
    const cutoff = new Date(this.clock.now().getTime() - waitsMs);
    while (signal?.aborted !== true && (await this.removeBatch(cutoff)) === batch);
  }

  private removeBatch(cutoff: Date): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ids = await this.attachments.unsentBefore(tx, cutoff, batch);
      for (const id of ids) {
        await this.files.remove(tx, id);
        const object = { type: 'document', id };
        await this.audit.record(tx, { actor: 'system', action: 'attachment.removed', object, outcome: 'success' });
      }
      return ids.length;
    });
  }
}
