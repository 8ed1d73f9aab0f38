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

  /** Makes the partitions of this month and the coming ones, where they are missing. */
  async prepareMonths(months: number): Promise<void> {
    await this.database.query('SELECT audit.make_coming_months($1)', [months]);
  }

  /** Whether an event recorded a month from now would find its partition. */
  async isNextMonthPrepared(): Promise<boolean> {
    const row = await this.database.one<{ found: boolean }>(
      `SELECT to_regclass('audit.event_' || to_char(now() AT TIME ZONE 'UTC' + interval '1 month', 'YYYY_MM')) IS NOT NULL AS found`,
    );
    return row?.found === true;
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

  /** Announced acts that never said how they ended, oldest first. */
  async openIntents(before: Date): Promise<OpenIntent[]> {
    return this.database.query<OpenIntent>(
      `SELECT announced.id, announced.action::text AS action, announced.recorded_at AS "recordedAt"
         FROM audit.event announced
        WHERE announced.outcome = 'intent' AND announced.recorded_at < $1
          AND NOT EXISTS (SELECT FROM audit.event concluded WHERE concluded.intent = announced.id)
        ORDER BY announced.recorded_at
        LIMIT 1000`,
      [before],
    );
  }
}
