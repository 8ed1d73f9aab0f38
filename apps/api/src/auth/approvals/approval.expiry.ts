import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { RemovesExpired, type DayCount, type Due, type Expiry, type Removed } from '#platform/retention/expiry.js';

/** Requests for a second person are evidence like the events about them, and go when those do. */
@Injectable()
@RemovesExpired({ retention: 'audit', object: 'approval', tables: ['auth.approval'], recordedAs: null })
export class ApprovalExpiry implements Expiry {
  constructor(private readonly database: Database) {}

  async due(cutoff: Date): Promise<Due> {
    const due = await this.database.one<Due>(
      `SELECT count(*)::int AS objects, 0 AS parts, 0 AS held, min(requested_at) AS oldest, max(requested_at) AS newest
         FROM auth.approval WHERE requested_at < $1`,
      [cutoff],
    );
    return due!;
  }

  startedBetween(from: Date, to: Date): Promise<DayCount[]> {
    return this.database.query<DayCount>(
      `SELECT to_char(requested_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS objects
         FROM auth.approval WHERE requested_at >= $1 AND requested_at < $2 GROUP BY 1 ORDER BY 1`,
      [from, to],
    );
  }

  removeBefore(tx: Tx, cutoff: Date, limit: number): Promise<Removed[]> {
    return tx.query<Removed[]>(
      `WITH removed AS (
         DELETE FROM auth.approval WHERE id IN (
           SELECT id FROM auth.approval WHERE requested_at < $1 ORDER BY requested_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING id
       )
       SELECT id, 0 AS parts FROM removed ORDER BY id`,
      [cutoff, limit],
    );
  }
}
