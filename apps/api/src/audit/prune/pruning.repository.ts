import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database/transactions.js';
import { prunedRanges } from '../verify/log-reader.repository.js';
import type { Range } from '../verify/log-verifier.rules.js';
import { rangeIn } from './pruning.rules.js';

@Injectable()
export class PruningRepository {
  /** First day of the oldest month that has events, as `2026-11-01`; null when there is none. */
  async oldestMonth(tx: Tx): Promise<string | null> {
    const [row] = await tx.query<{ month: string | null }[]>('SELECT audit.oldest_month()::text AS month');
    return row?.month ?? null;
  }

  /** Whether a hold that is in force keeps it. The room retention places and releases holds; the database knows which months they cover. */
  async isHeld(tx: Tx, month: string): Promise<boolean> {
    const [row] = await tx.query<{ held: boolean }[]>('SELECT audit.month_is_held($1::date) AS held', [month]);
    return row!.held;
  }

  /** The places of a month's events, as few ranges as they make. */
  async placesOf(tx: Tx, month: string): Promise<Range[]> {
    const rows = await tx.query<{ from: string; to: string }[]>(
      `SELECT min(index)::text AS from, (max(index) + 1)::text AS to
         FROM (SELECT leaf.index, leaf.index - row_number() OVER (ORDER BY leaf.index) AS island
                 FROM audit.event event JOIN audit.leaf leaf ON leaf.seq = event.seq
                WHERE event.recorded_at >= $1::timestamp AT TIME ZONE 'UTC'
                  AND event.recorded_at < ($1::timestamp + interval '1 month') AT TIME ZONE 'UTC') AS place
        GROUP BY island ORDER BY min(index)`,
      [month],
    );
    return rows.map(({ from, to }) => ({ from: Number(from), to: Number(to) }));
  }

  /** Places that earlier prunings have emptied, as the log itself records it. */
  async earlierRanges(tx: Tx): Promise<Range[]> {
    const rows = await tx.query<{ range: string }[]>(prunedRanges);
    return rows.flatMap(({ range }) => rangeIn(range) ?? []);
  }

  /** Removes the events of a month with their details. The database refuses a month that is not the oldest, a year old, signed and free of holds. */
  async drop(tx: Tx, month: string): Promise<void> {
    await tx.query('SELECT audit.drop_month($1::date)', [month]);
  }
}
