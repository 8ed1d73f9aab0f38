import { Inject, Injectable } from '@nestjs/common';
import { AUDIT_WRITER, type AuditWriter } from '#platform/access/ports.js';
import type { Decision } from '#platform/access/second-person.js';
import type { Tx } from '#platform/database/transactions.js';
import { DecidersRepository } from '../account/deciders.repository.js';

/** The consequences when a decider leaves: those who decide about it are warned when only one person remains. */
@Injectable()
export class DeciderRemoval {
  constructor(
    private readonly deciders: DecidersRepository,
    @Inject(AUDIT_WRITER) private readonly audit: AuditWriter,
  ) {}

  /** What is to be added to the summary of such an act; empty while several are left. */
  async consequence(userId: string): Promise<string> {
    if ((await this.deciders.countOthersNow([userId])) !== 1) return '';
    return ' After that, only one person can decide. Until there is another, that person alone decides what otherwise takes two people.';
  }

  /** When two people decided that one is left, one is enough from now on. */
  async settle(tx: Tx, { approvalId, approvedBy, actor }: Decision): Promise<void> {
    if (approvedBy === null) return;
    await this.deciders.holdSecondPerson(tx);
    if ((await this.deciders.countOthers(tx, [])) > 1) return;
    await this.deciders.letOneBeEnough(tx);
    await this.audit.record(tx, {
      actor,
      action: 'second-person.ended',
      object: { type: 'approval', id: approvalId },
      outcome: 'success',
    });
  }
}
