import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Sealed } from '#sealing/record.js';

export interface StoredDetail {
  readonly eventId: string;
  /** Text, since a JavaScript date would cut the microseconds off. */
  readonly recordedAt: string;
  readonly subjectId: string | null;
  readonly salt: Buffer;
  readonly sealed: Sealed;
  /** What the event commits to; null where it has no detail, or where there is no event. */
  readonly commitment: Buffer | null;
  /** Its place in the log; null while it waits for one. */
  readonly index: number | null;
}

const columns = `
  detail.event_id AS "eventId", detail.recorded_at::text AS "recordedAt", detail.subject_id AS "subjectId", detail.salt,
  detail.detail AS sealed, event.detail_commit AS commitment, leaf.index::text AS index`;

/** An event and its detail are written in one statement, some microseconds apart; a minute bounds the search to a partition or two. */
const event = `
  LEFT JOIN audit.event event ON event.id = detail.event_id
    AND event.recorded_at BETWEEN detail.recorded_at - interval '1 minute' AND detail.recorded_at + interval '1 minute'
  LEFT JOIN audit.leaf leaf ON leaf.seq = event.seq`;

@Injectable()
export class DetailRepository {
  constructor(private readonly database: Database) {}

  /** Details in the order of their recording, after one of them. */
  async after(last: StoredDetail | null, limit: number): Promise<StoredDetail[]> {
    const rows = await this.database.query<Omit<StoredDetail, 'index'> & { index: string | null }>(
      `SELECT ${columns}
         FROM (SELECT * FROM audit.event_detail
                WHERE (recorded_at, event_id) > ($1::timestamptz, $2::uuid)
                ORDER BY recorded_at, event_id LIMIT $3) AS detail
         ${event}
        ORDER BY detail.recorded_at, detail.event_id`,
      [last?.recordedAt ?? '-infinity', last?.eventId ?? '00000000-0000-0000-0000-000000000000', limit],
    );
    return rows.map((row) => ({ ...row, index: row.index === null ? null : Number(row.index) }));
  }

  async count(): Promise<number> {
    const row = await this.database.one<{ count: string }>('SELECT count(*)::text AS count FROM audit.event_detail');
    return Number(row!.count);
  }

  /** The details of these events, as far as they are kept. */
  async of(eventIds: readonly string[]): Promise<Pick<StoredDetail, 'eventId' | 'subjectId' | 'salt' | 'sealed'>[]> {
    if (eventIds.length === 0) return [];
    return this.database.query(
      `SELECT event_id AS "eventId", subject_id AS "subjectId", salt, detail AS sealed FROM audit.event_detail WHERE event_id = ANY ($1::uuid[])`,
      [eventIds],
    );
  }
}
