import { Injectable } from '@nestjs/common';
import { seriesKinds, type SeriesMetric } from '#contracts/monitoring/series.js';
import { Database } from '#platform/database/database.js';
import type { Tx } from '#platform/database/transactions.js';
import { ClearsItself } from '#platform/retention/expiry.js';
import type { Reading } from './readings.rules.js';
import type { SeriesPoint, SeriesSpan } from './series.rules.js';

/** Metrics whose values of a step are added up; of the others the highest counts. */
const summed = Object.entries(seriesKinds)
  .filter(([, { combine }]) => combine === 'sum')
  .map(([metric]) => metric);

@Injectable()
@ClearsItself({ tables: ['monitoring.sample'], rule: 'minutes after a day, hours after 90 days' })
export class SeriesRepository {
  constructor(private readonly database: Database) {}

  /** Adds what an instance read in a minute to what the others did. */
  async add(tx: Tx, minute: Date, readings: readonly Reading[]): Promise<void> {
    await tx.query(
      `INSERT INTO monitoring.sample AS kept (metric, label, step, at, value)
       SELECT metric, label, 60, $1, value FROM unnest($2::text[], $3::text[], $4::float8[]) AS reading (metric, label, value)
       ORDER BY metric, label
       ON CONFLICT (metric, label, step, at) DO UPDATE
         SET value = CASE WHEN kept.metric = ANY ($5::text[]) THEN kept.value + EXCLUDED.value ELSE greatest(kept.value, EXCLUDED.value) END`,
      [
        minute,
        readings.map(({ metric }) => metric),
        readings.map(({ label }) => label),
        readings.map(({ value }) => value),
        summed,
      ],
    );
  }

  /** Minutes of whole hours before a time become hours. Nothing is counted twice: a minute is deleted by what counts it. */
  async rollUp(tx: Tx, before: Date): Promise<void> {
    await tx.query(
      `WITH gone AS (
         DELETE FROM monitoring.sample WHERE step = 60 AND at < date_trunc('hour', $1::timestamptz, 'UTC')
         RETURNING metric, label, at, value)
       INSERT INTO monitoring.sample AS kept (metric, label, step, at, value)
       SELECT metric, label, 3600, date_trunc('hour', at, 'UTC'),
              CASE WHEN metric = ANY ($2::text[]) THEN sum(value) ELSE max(value) END
         FROM gone GROUP BY 1, 2, 4
       ON CONFLICT (metric, label, step, at) DO UPDATE
         SET value = CASE WHEN kept.metric = ANY ($2::text[]) THEN kept.value + EXCLUDED.value ELSE greatest(kept.value, EXCLUDED.value) END`,
      [before, summed],
    );
  }

  async forgetBefore(tx: Tx, cutoff: Date): Promise<void> {
    await tx.query('DELETE FROM monitoring.sample WHERE at < $1', [cutoff]);
  }

  /** Combined by step, oldest first. Steps begin at whole multiples of themselves. */
  async points(metric: SeriesMetric, { from, to, step }: SeriesSpan): Promise<SeriesPoint[]> {
    const combined = seriesKinds[metric].combine === 'sum' ? 'sum(value)' : 'max(value)';
    return this.database.query<SeriesPoint>(
      `SELECT label, date_bin(make_interval(secs => $4), at, '2000-01-01Z') AS at, ${combined} AS value
         FROM monitoring.sample WHERE metric = $1 AND at >= date_bin(make_interval(secs => $4), $2, '2000-01-01Z') AND at < $3
        GROUP BY 1, 2 ORDER BY 1, 2`,
      [metric, from, to, step],
    );
  }
}
