import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Clock } from '#platform/clock.js';
import { Settings } from '#platform/config/settings/settings.js';
import { Transactions } from '#platform/database/transactions.js';
import { Jobs } from '#platform/jobs/jobs.js';
import { ChatSettings } from '../chat.settings.js';
import { ConversationRepository } from './conversation.repository.js';
import { restorableSince } from './deletion.rules.js';

const job = 'chat.remove-deleted';
/** Conversations removed in one transaction: few, so that their locks are held briefly. */
const batch = 100;

/** Every minute, once in the installation, and at the start: removes deleted conversations that can no longer be brought back. */
@Injectable()
export class DeletionSchedule implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: Jobs,
    private readonly conversations: ConversationRepository,
    private readonly settings: Settings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.perform({ name: job, cron: '* * * * *', handle: (_, signal) => this.removeAll(signal) });
    await this.transactions.run((tx) => this.jobs.enqueue(tx, job, {}));
  }

  /** Stops between two batches when the signal aborts; the next run goes on. */
  async removeAll(signal?: AbortSignal): Promise<void> {
    const cutoff = restorableSince(this.clock.now(), this.settings.of(ChatSettings).undoSeconds);
    while (signal?.aborted !== true && (await this.removeBatch(cutoff)) === batch);
  }

  private removeBatch(cutoff: Date): Promise<number> {
    return this.transactions.run(async (tx) => {
      const ids = await this.conversations.removeDeletedBefore(tx, cutoff, batch);
      for (const id of ids) {
        await this.audit.record(tx, {
          actor: 'system',
          action: 'conversation.removed',
          object: { type: 'conversation', id },
          outcome: 'success',
          code: 'deleted-by-owner',
        });
      }
      return ids.length;
    });
  }
}
