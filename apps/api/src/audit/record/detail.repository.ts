import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import { columnsOf, someColumnsOf } from '#platform/database/declared/entity-columns.js';
import type { Sealed } from '#sealing/record.js';
import { LeafRow } from '../tree/tree.entity.js';
import { EventDetailRow } from './event.entity.js';

export interface StoredDetail extends Readonly<Omit<EventDetailRow, 'content'>> {
  readonly content: Sealed;
  /** What the event commits to; null where it has no detail, or where there is no event. */
  readonly commitment: Buffer | null;
  /** Its place in the log; null while it waits for one. */
  readonly index: number | null;
}

/** An event that has committed to a detail. */
export interface CommittedDetail {
  readonly recordedAt: string;
  readonly sequence: string;
  readonly index: number | null;
  readonly isMissing: boolean;
}

const index = someColumnsOf(LeafRow, ['index'], 'leaf');
const columns = `${columnsOf(EventDetailRow, 'detail')}, event.detail_commit AS commitment, ${index}`;

/** An event and its detail are written in one statement, microseconds between them; a minute bounds the search to a partition or two. */
const event = `
  LEFT JOIN audit.event event ON event.id = detail.event_id
    AND event.recorded_at BETWEEN detail.recorded_at - interval '1 minute' AND detail.recorded_at + interval '1 minute'
  LEFT JOIN audit.leaf leaf ON leaf.seq = event.seq`;

@Injectable()
export class DetailRepository {
  constructor(private readonly database: Database) {}

  /** Details in the order of their recording, after one of them. */
  async after(last: StoredDetail | null, limit: number): Promise<StoredDetail[]> {
    return this.database.query<StoredDetail>(
      `SELECT ${columns}
         FROM (SELECT * FROM audit.event_detail
                WHERE (recorded_at, event_id) > ($1::timestamptz, $2::uuid)
                ORDER BY recorded_at, event_id LIMIT $3) AS detail
         ${event}
        ORDER BY detail.recorded_at, detail.event_id`,
      [last?.recordedAt ?? '-infinity', last?.eventId ?? '00000000-0000-0000-0000-000000000000', limit],
    );
  }

  /**
   * Events that have committed to a detail, in the order of their recording, after one of them: each with its position and whether its detail is
   * missing without an erasure. The first minute of the oldest month is skipped: a detail may have been recorded just before it.
   */
  async committedAfter(last: CommittedDetail | null, limit: number): Promise<CommittedDetail[]> {
    return this.database.query<CommittedDetail>(
      `SELECT page.recorded_at::text AS "recordedAt", page.seq::text AS sequence, ${index},
              NOT EXISTS (SELECT FROM audit.event_detail detail
                           WHERE detail.event_id = page.id
                             AND detail.recorded_at BETWEEN page.recorded_at - interval '1 minute' AND page.recorded_at + interval '1 minute')
              AND NOT EXISTS (SELECT FROM audit.erased_detail gone JOIN audit.event erasure ON erasure.id = gone.erasure
                               WHERE gone.event_id = page.id AND erasure.action = 'audit.details-erased')
              AND page.recorded_at >= (SELECT audit.oldest_month())::timestamp AT TIME ZONE 'UTC' + interval '1 minute' AS "isMissing"
         FROM (SELECT id, recorded_at, seq FROM audit.event
                WHERE detail_commit IS NOT NULL AND (recorded_at, seq) > ($1::timestamptz, $2::bigint)
                ORDER BY recorded_at, seq LIMIT $3) AS page
         LEFT JOIN audit.leaf leaf ON leaf.seq = page.seq
        ORDER BY page.recorded_at, page.seq`,
      [last?.recordedAt ?? '-infinity', last?.sequence ?? '0', limit],
    );
  }

  /** The place of the first erasure whose event commits to other details than those that are marked as erased by it; null when there is none. */
  async firstFalseErasure(): Promise<number | null> {
    const row = await this.database.one<{ index: string | null }>(
      `SELECT min(leaf.index)::text AS index
         FROM audit.erasure erasure
         JOIN audit.event event ON event.id = erasure.id
         JOIN audit.leaf leaf ON leaf.seq = event.seq
        WHERE event.action <> 'audit.details-erased'
           OR event.object_id IS DISTINCT FROM
              audit.extent_of_details(ARRAY(SELECT event_id FROM audit.erased_detail gone WHERE gone.erasure = erasure.id))`,
    );
    return row === null || row.index === null ? null : Number(row.index);
  }

  async count(): Promise<number> {
    const row = await this.database.one<{ count: string }>('SELECT count(*)::text AS count FROM audit.event_detail');
    return Number(row!.count);
  }

  /** The details of these events, as far as they are kept. */
  async of(eventIds: readonly string[]): Promise<Pick<StoredDetail, 'eventId' | 'subjectId' | 'salt' | 'content'>[]> {
    if (eventIds.length === 0) return [];
    return this.database.query(
      `SELECT ${columnsOf(EventDetailRow, undefined, { without: ['recordedAt'] })} FROM audit.event_detail WHERE event_id = ANY ($1::uuid[])`,
      [eventIds],
    );
  }
}
