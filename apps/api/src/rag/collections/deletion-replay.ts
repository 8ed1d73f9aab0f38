import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Transactions } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { Log } from '#platform/logging/log.js';
import { underHold } from '#platform/retention/under-hold.js';
import { CollectionsRepository } from './collections.repository.js';

/** At the start: removes collections again that a restored backup brought back. Their keys are gone, so nobody could read them. */
@Injectable()
export class DeletionReplay implements OnApplicationBootstrap {
  constructor(
    private readonly collections: CollectionsRepository,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const id of await this.collections.withoutKey()) await this.remove(id);
  }

  private async remove(id: string): Promise<void> {
    try {
      await this.transactions.run(async (tx) => {
        const removed = await this.collections.remove(tx, id);
        const object = { type: 'collection', id };
        const detail = { ...removed, again: true };
        await this.audit.record(tx, { actor: 'system', action: 'collection.deleted', object, outcome: 'success', detail });
      });
      this.log.info('a deletion of a collection was repeated after a restore', { collection: id });
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.code !== underHold().code) throw cause;
      this.log.warn('a legal hold keeps a collection without a key', { collection: id });
    }
  }
}
