import { Injectable } from '@nestjs/common';
import type { Approval } from '#contracts/approvals.js';
import type { Actor } from '#platform/access/actor.js';
import { Transactions } from '#platform/database/transactions.js';
import { ApprovalsService } from './approvals.service.js';

/** A decision in its transaction, and what the request looks like after it. */
@Injectable()
export class ApprovalDecisions {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly transactions: Transactions,
  ) {}

  async approve(actor: Actor, id: string, reason: string): Promise<Approval> {
    await this.transactions.run((tx) => this.approvals.approve(tx, actor, id, reason));
    return this.approvals.one(actor, id);
  }

  async deny(actor: Actor, id: string, reason: string): Promise<Approval> {
    await this.transactions.run((tx) => this.approvals.deny(tx, actor, id, reason));
    return this.approvals.one(actor, id);
  }
}
