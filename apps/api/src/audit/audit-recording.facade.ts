import { Injectable } from '@nestjs/common';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { AuditRecord } from '#platform/access/ports.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventRepository } from './record/event.repository.js';
import { EventWriter } from './record/event-writer.js';

/**
 * Records, in the log of a database that is not in use yet, what is about to be done with that database as a whole. Nothing is signed: the
 * first start on it signs, or reports why it may not.
 */
@Injectable()
export class AuditRecordingFacade {
  constructor(
    private readonly events: EventRepository,
    private readonly writer: EventWriter,
    private readonly transactions: Transactions,
  ) {}

  /** Records an act that takes effect with the database. `ends` names an announced act on the same object that is over with it. */
  async record(event: AuditRecord, { ends }: { readonly ends?: AuditAction } = {}): Promise<void> {
    const open = ends === undefined || !event.object ? null : await this.events.openIntentOn(ends, event.object.id);
    await this.transactions.run(async (tx) => {
      if (ends !== undefined && open !== null)
        await this.writer.recordOutcome(tx, open, { actor: 'system', action: ends, object: event.object, outcome: 'success' });
      await this.writer.record(tx, event);
    });
  }

  /** Records an intent, in a log that may not have been written to for months; returns the event's id. */
  async recordIntent(event: Omit<AuditRecord, 'outcome'>): Promise<string> {
    await this.events.prepareMonths(1);
    return this.transactions.run((tx) => this.writer.recordIntent(tx, event));
  }

  /** Records how an announced act ended. */
  recordOutcome(announced: string, event: AuditRecord): Promise<void> {
    return this.transactions.run((tx) => this.writer.recordOutcome(tx, announced, event));
  }
}
