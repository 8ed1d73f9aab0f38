import { Injectable } from '@nestjs/common';
import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { AuditRecord, AuditWriter } from '#platform/access/ports.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventRepository } from './record/event.repository.js';
import { EventWriter } from './record/event-writer.js';
import type { LogFault } from './record/log-fault.js';
import { LogKeeper } from './tree/log-keeper.js';
import { LossAcceptance } from './verify/loss-acceptance.js';

/** An act that cannot be recorded in one transaction, because it waits for a model, a file or another machine. */
export interface AuditIntent {
  /** Id of the event that announced it. */
  readonly id: string;
}

/** What other rooms may say to the audit log. An event is never changed or removed afterwards. */
@Injectable()
export class AuditFacade implements AuditWriter {
  constructor(
    private readonly writer: EventWriter,
    private readonly transactions: Transactions,
    private readonly keeper: LogKeeper,
    private readonly losses: LossAcceptance,
    private readonly events: EventRepository,
  ) {}

  /**
   * Records an act in the transaction that does it. Throws `audit-unavailable` (503) when it cannot be recorded, and the act must fail
   * with it: do not catch.
   */
  record(tx: Tx, event: AuditRecord): Promise<void> {
    return this.writer.record(tx, event);
  }

  /** Records that an act is about to begin, durably, before it begins. Follow with `conclude`; acts left open are found at the next start. */
  recordIntent(event: Omit<AuditRecord, 'outcome'>): Promise<AuditIntent> {
    return this.transactions.run(async (tx) => ({ id: await this.writer.recordIntent(tx, event) }));
  }

  /** The same in an open transaction, so that what represents the act begins with it. */
  async announceIn(tx: Tx, event: Omit<AuditRecord, 'outcome'>): Promise<AuditIntent> {
    return { id: await this.writer.recordIntent(tx, event) };
  }

  /** An intent about an object that has no outcome, because its process ended, say; null when there is none. */
  async leftOpen(action: AuditAction, objectId: string): Promise<AuditIntent | null> {
    const id = await this.events.openIntentOn(action, objectId);
    return id === null ? null : { id };
  }

  /** Records how an announced act ended, in the transaction that keeps its result. */
  recordOutcome(tx: Tx, act: AuditIntent, event: AuditRecord): Promise<void> {
    return this.writer.recordOutcome(tx, act.id, event);
  }

  /** Erases the sealed details about a person whose keys were destroyed in this transaction or before; the log records that, and proofs stay valid. */
  eraseDetails(tx: Tx, subjectId: string, by: Pick<AuditRecord, 'actor' | 'requestId'>): Promise<void> {
    return this.writer.eraseDetails(tx, subjectId, by);
  }

  /** Lets a log go on that lost a part for good, under a new key, and records that. Throws `nothing-lost` where there is no loss. */
  acceptLoss(reason: string): Promise<void> {
    return this.losses.accept(reason);
  }

  /** What keeps the log from being signed, as of the last attempt; null when nothing does. */
  get fault(): LogFault | 'failing' | null {
    return this.keeper.fault;
  }

  /** Waits until everything that is committed now is signed for, as far as it can be: before an export, a backup, a certificate. */
  async sign(): Promise<void> {
    await this.keeper.flush();
  }
}
