import * as z from 'zod/mini';
import { Timestamp } from '../common.js';

interface SeriesKind {
  /** `sum`: how many in a step. `highest`: the highest value in a step, of any instance. */
  readonly combine: 'sum' | 'highest';
  readonly unit: 'count' | 'seconds' | 'bytes' | 'ratio' | 'per-second';
  /** The label that distinguishes its lines; null where there is one line. */
  readonly label: string | null;
}

const sum = (label: string | null = null): SeriesKind => ({ combine: 'sum', unit: 'count', label });
const highest = (unit: SeriesKind['unit'] = 'count', label: string | null = null): SeriesKind => ({
  combine: 'highest',
  unit,
  label,
});

/** Every series that is recorded. Labels take their values from closed lists; none names a person. */
export const seriesKinds = {
  http_requests: sum('class'),
  http_p50_seconds: highest('seconds'),
  http_p95_seconds: highest('seconds'),
  rate_limited: sum(),
  sign_ins: sum('outcome'),
  active_sessions: highest(),
  denials: sum(),
  questions: sum('role'),
  generations: sum('outcome'),
  generation_errors: sum('code'),
  generation_first_token_p95_seconds: highest('seconds'),
  generation_tokens_per_second: highest('per-second'),
  questions_waiting: highest(),
  answers_under_way: highest(),
  searches: sum(),
  ingestions: sum('outcome'),
  jobs_waiting: highest(),
  jobs_failed: highest(),
  backup_age_seconds: highest('seconds'),
  backup_proof_age_seconds: highest('seconds'),
  audit_unsigned_seconds: highest('seconds'),
  audit_events: sum(),
  approvals_waiting: highest(),
  requests_due: highest(),
  open_alerts: highest('count', 'severity'),
  database_connections: highest(),
  database_bytes: highest('bytes'),
  disk_used_ratio: highest('ratio'),
  disk_free_bytes: highest('bytes'),
  memory_bytes: highest('bytes'),
  event_loop_lag_seconds: highest('seconds'),
  key_age_seconds: highest('seconds'),
} as const satisfies Readonly<Record<string, SeriesKind>>;

export type SeriesMetric = keyof typeof seriesKinds;
export const SeriesMetric = z.enum(Object.keys(seriesKinds) as [SeriesMetric, ...SeriesMetric[]]);

export const SeriesQuery = z.strictObject({
  metric: SeriesMetric,
  /** A day before `to` unless given. */
  from: z.optional(Timestamp),
  /** Now unless given. */
  to: z.optional(Timestamp),
  /** Seconds of one point; chosen by the length of time unless given. */
  step: z.optional(z.coerce.number().check(z.int(), z.minimum(60), z.maximum(86_400))),
});
export type SeriesQuery = z.infer<typeof SeriesQuery>;

/** One metric over time. A step in which nothing was recorded has no point: for a sum that is zero, for another value it is unknown. */
export const Series = z
  .object({
    metric: SeriesMetric,
    unit: z.enum(['count', 'seconds', 'bytes', 'ratio', 'per-second']),
    combine: z.enum(['sum', 'highest']),
    from: Timestamp,
    to: Timestamp,
    step: z.number().check(z.int()),
    lines: z.array(
      z.object({
        labels: z.record(z.string(), z.string()),
        points: z.array(z.object({ at: Timestamp, value: z.number() })),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'Series' });
export type Series = z.infer<typeof Series>;
