import { Injectable } from '@nestjs/common';
import type { Approval } from '#contracts/approvals.js';
import type { Actor } from '#platform/access/actor.js';
import type { KeyedCall } from '#platform/idempotency/idempotency.js';
import { KeyedTransactions } from '#platform/idempotency/keyed-transactions.js';
import { ApprovalsService } from './approvals.service.js';

/** A decision in its transaction, and what the request looks like after it. */
@Injectable()
export class ApprovalDecisions {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly transactions: KeyedTransactions,
  ) {}

  async approve(actor: Actor, id: string, reason: string, call: KeyedCall | null): Promise<Approval> {
    await this.transactions.run(call, { objectId: id }, (tx) => this.approvals.approve(tx, actor, id, reason));
    return this.approvals.one(actor, id);
  }

  async deny(actor: Actor, id: string, reason: string, call: KeyedCall | null): Promise<Approval> {
    await this.transactions.run(call, { objectId: id }, (tx) => this.approvals.deny(tx, actor, id, reason));
    return this.approvals.one(actor, id);
  }
}
