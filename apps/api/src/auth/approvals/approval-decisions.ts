import { Injectable } from '@nestjs/common';
import type { Approval } from '#contracts/auth/approvals.js';
import type { IdempotentCall } from '#platform/access/call.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { ApprovalsService } from './approvals.service.js';

/** A decision in its transaction, and the request after it. */
@Injectable()
export class ApprovalDecisions {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly transactions: KeyedTransactions,
  ) {}

  async approve({ actor, key }: IdempotentCall, id: string, reason: string): Promise<Approval> {
    await this.transactions.run(key, { objectId: id }, (tx) => this.approvals.approve(tx, actor, id, reason));
    return this.approvals.one(actor, id);
  }

  async deny({ actor, key }: IdempotentCall, id: string, reason: string): Promise<Approval> {
    await this.transactions.run(key, { objectId: id }, (tx) => this.approvals.deny(tx, actor, id, reason));
    return this.approvals.one(actor, id);
  }
}
