import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import type { Sealed } from '#sealing/record.js';
import type { EventFields } from './event.rules.js';

export interface NewEvent extends EventFields {
  readonly id: string;
}

export interface NewDetail {
  readonly subjectId: string | null;
  readonly salt: Buffer;
  readonly sealed: Sealed;
  /** SHA-256(salt ‖ detail). */
  readonly commitment: Buffer;
}

export interface OpenIntent {
  readonly id: string;
  readonly action: string;
  readonly recordedAt: Date;
}

const insertEvent = `
  INSERT INTO audit.event (id, actor, role, request_id, action, object_type, object_id, outcome, reason, intent, detail_commit)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

const insertEventWithDetail = `
  WITH kept AS (INSERT INTO audit.event_detail (event_id, subject_id, salt, detail) VALUES ($1, $12, $13, $14))
  ${insertEvent}`;

@Injectable()
export class EventRepository {
  constructor(private readonly database: Database) {}

  /**
   * Adds an event and its sealed detail when the transaction commits, in the same round trip. Number, time, transaction and leaf hash are
   * the database's own. `refused` says what it means when that fails; nothing of the transaction is kept then.
   */
  add(tx: Tx, event: NewEvent, detail: NewDetail | null, refused: (cause: unknown) => Error): void {
    const columns = [
      event.id,
      event.actor,
      event.role,
      event.requestId,
      event.action,
      event.objectType,
      event.objectId,
      event.outcome,
      event.reason,
      event.intent,
      detail?.commitment ?? null,
    ];
    tx.closeWith(
      detail === null
        ? { name: 'audit-event', text: insertEvent, values: columns }
        : {
            name: 'audit-event-detail',
            text: insertEventWithDetail,
            values: [...columns, detail.subjectId, detail.salt, detail.sealed],
          },
      refused,
    );
  }

  /** Returns how many went and which, as the event with this id has to say. */
  async eraseDetails(tx: Tx, subjectId: string, erasure: string): Promise<string> {
    const [row] = await tx.query<{ extent: string }[]>('SELECT audit.erase_details($1, $2) AS extent', [subjectId, erasure]);
    return row!.extent;
  }

  /** Adds an event with a detail immediately, for a transaction that will be rolled back. Rejects when none could be added. */
  async tryToAdd(tx: Tx): Promise<void> {
    const [nobody, bytes] = ['00000000-0000-0000-0000-000000000000', Buffer.alloc(32)];
    const columns = [nobody, null, 'system', null, 'system.started', null, null, 'failed', null, null, bytes];
    await tx.query(insertEventWithDetail, [...columns, null, bytes.subarray(16), bytes]);
  }

  /**
   * Makes the partitions of this month and the coming ones, where they are missing. Answers for how many milliseconds from now events find
   * theirs, by the clock of the database, which dates them.
   */
  async prepareMonths(months: number): Promise<number> {
    const row = await this.database.one<{ left: string }>(
      `SELECT (extract(epoch FROM (audit.make_coming_months($1) + interval '1 month') - now() AT TIME ZONE 'UTC') * 1000)::bigint::text AS left`,
      [months],
    );
    return Number(row!.left);
  }

  /** How many months beyond the running one are prepared, without a gap; -1 where not even the running one is. */
  async monthsAhead(): Promise<number> {
    const row = await this.database.one<{ ahead: number }>(
      `SELECT coalesce(min(ahead), 25)::int - 1 AS ahead
         FROM generate_series(0, 24) AS ahead,
              to_char(date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead), '_YYYY_MM') AS suffix
        WHERE to_regclass('audit.event' || suffix) IS NULL OR to_regclass('audit.event_detail' || suffix) IS NULL`,
    );
    return row!.ahead;
  }

  /** When a verification last found nothing wrong; null where none ever did. */
  async lastVerified(): Promise<Date | null> {
    const row = await this.database.one<{ at: Date | null }>(
      `SELECT max(recorded_at) AS at FROM audit.event WHERE action = 'audit.verified' AND outcome = 'success'`,
    );
    return row?.at ?? null;
  }

  /** When the log began; null while it is empty. */
  async firstRecorded(): Promise<Date | null> {
    const row = await this.database.one<{ at: Date | null }>('SELECT min(recorded_at) AS at FROM audit.event');
    return row?.at ?? null;
  }

  /** The newest announcement of an act on an object that did not say how it ended. */
  async openIntentOn(action: string, objectId: string): Promise<string | null> {
    const row = await this.database.one<{ id: string }>(
      `SELECT announced.id FROM audit.event announced
        WHERE announced.object_id = $2 AND announced.action = $1 AND announced.outcome = 'intent'
          AND NOT EXISTS (SELECT FROM audit.event concluded WHERE concluded.intent = announced.id)
        ORDER BY announced.recorded_at DESC
        LIMIT 1`,
      [action, objectId],
    );
    return row?.id ?? null;
  }

  /** Intents of some time without an outcome, oldest first. */
  async openIntents(from: Date, before: Date): Promise<OpenIntent[]> {
    return this.database.query<OpenIntent>(
      `SELECT announced.id, announced.action::text AS action, announced.recorded_at AS "recordedAt"
         FROM audit.event announced
        WHERE announced.outcome = 'intent' AND announced.recorded_at >= $1 AND announced.recorded_at < $2
          AND NOT EXISTS (SELECT FROM audit.event concluded WHERE concluded.intent = announced.id)
        ORDER BY announced.recorded_at
        LIMIT 1000`,
      [from, before],
    );
  }
}
