import { hash, randomBytes } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { AuditRecord, AuditWriter } from '#platform/access/ports.js';
import { recordContext } from '#platform/database/declared/entity-columns.js';
import type { Tx } from '#platform/database/transactions.js';
import { Problem } from '#platform/http/problem.js';
import { currentRequestId, isServingRequest } from '#platform/http/request-context.js';
import { Ids } from '#platform/ids.js';
import { Keyring } from '#platform/keyring/keyring.js';
import { auditUnavailable } from '../audit.errors.js';
import { EventDetailRow } from './event.entity.js';
import { describeEvent, type DescribedEvent, type EventOutcome } from './event.rules.js';
import { EventRepository, type NewDetail } from './event.repository.js';
import { ActivityMetrics } from '../observe/activity.metrics.js';
import { LogKeeper } from '../tree/log-keeper.js';
import { LogMonths } from '../prune/log-months.js';
import { LogWritability } from './log-writability.js';

const saltBytes = 16;

/** Writes events into the transaction of what they record: both are committed, or neither. */
@Injectable()
export class EventWriter implements AuditWriter {
  constructor(
    private readonly events: EventRepository,
    private readonly keyring: Keyring,
    private readonly ids: Ids,
    private readonly keeper: LogKeeper,
    private readonly months: LogMonths,
    private readonly writability: LogWritability,
    @Optional() @Inject(ActivityMetrics) private readonly activity: ActivityMetrics | null = null,
  ) {}

  async record(tx: Tx, event: AuditRecord): Promise<void> {
    await this.write(tx, event, { outcome: event.outcome, intent: null });
  }

  /** Records an intent and returns the id of its event. Follow with `conclude`. */
  recordIntent(tx: Tx, event: Omit<AuditRecord, 'outcome'>): Promise<string> {
    return this.write(tx, { ...event, outcome: 'success' }, { outcome: 'intent', intent: null });
  }

  /** Records how an announced act ended. */
  async recordOutcome(tx: Tx, announced: string, event: AuditRecord): Promise<void> {
    await this.write(tx, event, { outcome: event.outcome, intent: announced });
  }

  /**
   * Erases the details about a subject whose keys are destroyed, with the event that commits to which ones went. What is missing beyond
   * such an event, a verification reports.
   */
  async eraseDetails(tx: Tx, subjectId: string, by: Pick<AuditRecord, 'actor' | 'requestId'>): Promise<void> {
    const id = this.ids.next();
    const extent = await this.events.eraseDetails(tx, subjectId, id);
    const object = { type: 'erased-details', id: extent };
    const event = { ...by, action: 'audit.details-erased', object, outcome: 'success' } as const;
    await this.write(tx, event, { outcome: 'success', intent: null }, id);
  }

  /** Writes an event at the end of the transaction and returns its id. If that fails, the transaction fails with `audit-unavailable`. */
  private async write(
    tx: Tx,
    event: AuditRecord,
    as: { readonly outcome: EventOutcome; readonly intent: string | null },
    id = this.ids.next(),
  ): Promise<string> {
    const described = describeEvent(event, as, { requestId: currentRequestId(), isServingRequest: isServingRequest() });
    const unavailable = (cause: unknown): Problem => {
      if (lacksPartition(cause)) this.months.doubt();
      this.writability.failed(cause);
      return auditUnavailable({ cause, retryAfter: 5 });
    };
    await this.months.ensure();
    let detail: NewDetail | null;
    try {
      detail = await this.sealed(tx, id, described);
    } catch (cause) {
      throw unavailable(cause);
    }
    this.events.add(tx, { id, ...described.fields }, detail, unavailable);
    tx.afterCommit(() => {
      this.writability.succeeded();
      this.keeper.wake();
      this.activity?.count(described.fields);
    });
    return id;
  }

  private async sealed(tx: Tx, id: string, { detail, subjectId }: DescribedEvent): Promise<NewDetail | null> {
    if (detail === null) return null;
    const sealer = await this.sealerFor(tx, subjectId);
    if (sealer === null) return null;
    const text = JSON.stringify(detail);
    const salt = randomBytes(saltBytes);
    return {
      subjectId,
      salt,
      sealed: sealer.seal(recordContext(EventDetailRow, 'content', id), text),
      commitment: hash('sha256', Buffer.concat([salt, Buffer.from(text, 'utf8')]), 'buffer'),
    };
  }

  /** Null for a subject that was erased: there is no key any more, and details about that person must not be kept. */
  private async sealerFor(tx: Tx, subjectId: string | null) {
    if (subjectId === null) return this.keyring.forPurpose('audit', tx);
    try {
      return await this.keyring.forSubject(subjectId, tx);
    } catch (cause) {
      if (cause instanceof Problem && cause.code === 'key-destroyed') return null;
      throw cause;
    }
  }
}

/** PostgreSQL has no code of its own for it: a check is violated that no constraint has a name for. */
function lacksPartition(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code, constraint } = cause as Error & { readonly code?: unknown; readonly constraint?: unknown };
  return code === '23514' && constraint === undefined;
}
