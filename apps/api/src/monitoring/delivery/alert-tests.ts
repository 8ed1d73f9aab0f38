import { Inject, Injectable } from '@nestjs/common';
import type { AlertTestAnswer } from '#contracts/monitoring/alerts.js';
import type { Actor } from '#platform/access/actor.js';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import { Transactions } from '#platform/database/transactions.js';
import { AlertDeliveries } from './alert-delivery.js';

/** A test alert, marked as one, that somebody sends to see whether alerts arrive. */
@Injectable()
export class AlertTests {
  constructor(
    private readonly deliveries: AlertDeliveries,
    private readonly transactions: Transactions,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /** Recorded when it is over: no transaction waits for a receiver. */
  async send(actor: Actor): Promise<AlertTestAnswer> {
    const answer = await this.deliveries.test();
    const outcome = answer.channels.some(({ state }) => state === 'failed') ? 'failed' : 'success';
    await this.transactions.run((tx) => this.audit.record(tx, { actor, action: 'alert.tested', outcome }));
    return answer;
  }
}
