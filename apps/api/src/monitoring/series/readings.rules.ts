import { seriesKinds, type SeriesMetric } from '#contracts/monitoring/series.js';

/** What the process's registry holds of one metric, as prom-client gives it as JSON. */
export interface RegistryMetric {
  readonly name: string;
  readonly values: readonly {
    readonly metricName?: string;
    readonly labels: Readonly<Record<string, string | number>>;
    readonly value: number;
  }[];
}

/** One number of a series at this moment. */
export interface Reading {
  readonly metric: SeriesMetric;
  readonly label: string;
  readonly value: number;
}

/** How a series follows from the registry: by a gauge, by what a counter grew, by a quantile or the mean of what a histogram saw since. */
type Source =
  | { readonly of: string; readonly as: 'gauge' | 'growth' | 'mean' }
  | { readonly of: string; readonly as: 'quantile'; readonly q: number };

const gauge = (of: string): Source => ({ of, as: 'gauge' });
const growth = (of: string): Source => ({ of, as: 'growth' });
const quantile = (of: string, q: number): Source => ({ of, as: 'quantile', q });

const sources: Readonly<Record<SeriesMetric, Source>> = {
  http_requests: growth('http_request_duration_seconds_count'),
  http_p50_seconds: quantile('http_request_duration_seconds', 0.5),
  http_p95_seconds: quantile('http_request_duration_seconds', 0.95),
  rate_limited: growth('rate_limited_total'),
  sign_ins: growth('sign_ins_total'),
  active_sessions: gauge('active_sessions'),
  denials: growth('denials_total'),
  questions: growth('questions_total'),
  generations: growth('generations_total'),
  generation_errors: growth('generation_errors_total'),
  generation_first_token_p95_seconds: quantile('generation_first_token_seconds', 0.95),
  generation_tokens_per_second: { of: 'generation_tokens_per_second', as: 'mean' },
  questions_waiting: gauge('chat_questions_waiting'),
  answers_under_way: gauge('chat_answers_under_way'),
  searches: growth('searches_total'),
  ingestions: growth('ingestions_total'),
  jobs_waiting: gauge('jobs_waiting'),
  jobs_failed: gauge('jobs_failed'),
  backup_age_seconds: gauge('backup_newest_age_seconds'),
  backup_proof_age_seconds: gauge('backup_proof_age_seconds'),
  audit_unsigned_seconds: gauge('audit_unsigned_seconds'),
  audit_events: growth('audit_events_total'),
  approvals_waiting: gauge('approvals_waiting'),
  requests_due: gauge('requests_due'),
  open_alerts: gauge('open_alerts'),
  database_connections: gauge('database_connections'),
  database_bytes: gauge('database_bytes'),
  disk_used_ratio: gauge('disk_used_ratio'),
  disk_free_bytes: gauge('disk_free_bytes'),
  memory_bytes: gauge('process_resident_memory_bytes'),
  event_loop_lag_seconds: gauge('nodejs_eventloop_lag_p99_seconds'),
  key_age_seconds: gauge('key_age_seconds'),
};

/** Counters as they were at the last look, by name and labels. */
export type Totals = ReadonlyMap<string, number>;

const prefix = 'chat_man_';

/** Every series as of now, and the totals that the next look is compared with. A counter that shrank began again. */
export function readingsOf(
  metrics: readonly RegistryMetric[],
  before: Totals,
): { readonly readings: Reading[]; readonly totals: Totals } {
  const samples = metrics.flatMap(({ name, values }) =>
    values.map(({ metricName = name, labels, value }) => ({ name: metricName.slice(prefix.length), labels, value })),
  );
  const totals = new Map(samples.map((sample) => [totalKey(sample), sample.value]));
  const grown = samples.map((sample) => {
    const earlier = before.get(totalKey(sample)) ?? 0;
    return { ...sample, value: sample.value >= earlier ? sample.value - earlier : sample.value };
  });
  const readings = (Object.keys(sources) as SeriesMetric[]).flatMap((metric) => readingsFor(metric, samples, grown));
  return { readings: readings.filter(({ value }) => Number.isFinite(value)), totals };
}

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

function readingsFor(metric: SeriesMetric, now: readonly Sample[], grown: readonly Sample[]): Reading[] {
  const source = sources[metric];
  const of = (samples: readonly Sample[], name: string): Sample[] => samples.filter((sample) => sample.name === name);
  switch (source.as) {
    case 'gauge':
      return byLabel(metric, of(now, source.of), Math.max);
    case 'growth':
      return byLabel(metric, of(grown, source.of), (a, b) => a + b).filter(({ value }) => value > 0);
    case 'mean': {
      const count = total(of(grown, `${source.of}_count`));
      return count === 0 ? [] : [{ metric, label: '', value: total(of(grown, `${source.of}_sum`)) / count }];
    }
    case 'quantile': {
      const value = quantileOf(of(grown, `${source.of}_bucket`), source.q);
      return value === null ? [] : [{ metric, label: '', value }];
    }
  }
}

function byLabel(metric: SeriesMetric, samples: readonly Sample[], combine: (a: number, b: number) => number): Reading[] {
  const name = seriesKinds[metric].label;
  const lines = new Map<string, number>();
  for (const { labels, value } of samples) {
    const label = name === null ? '' : `${name}=${labelValue(name, labels)}`;
    const known = lines.get(label);
    lines.set(label, known === undefined ? value : combine(known, value));
  }
  return [...lines].map(([label, value]) => ({ metric, label, value }));
}

/** The class of a status stands for the status. */
function labelValue(name: string, labels: Sample['labels']): string {
  return name === 'class' ? `${String(labels['status']).slice(0, 1)}xx` : String(labels[name] ?? 'none').slice(0, 60);
}

/** By linear interpolation within the bucket, as Prometheus does; null where nothing was seen. */
function quantileOf(buckets: readonly Sample[], q: number): number | null {
  const byBound = new Map<number, number>();
  for (const { labels, value } of buckets) {
    const bound = labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
    byBound.set(bound, (byBound.get(bound) ?? 0) + value);
  }
  const bounds = [...byBound].sort(([a], [b]) => a - b);
  const wanted = (bounds.at(-1)?.[1] ?? 0) * q;
  if (wanted === 0) return null;
  let [lower, below] = [0, 0];
  for (const [bound, count] of bounds) {
    if (count >= wanted) return bound === Infinity ? lower : lower + ((bound - lower) * (wanted - below)) / (count - below);
    [lower, below] = [bound, count];
  }
  return lower;
}

function total(samples: readonly Sample[]): number {
  return samples.reduce((sum, { value }) => sum + value, 0);
}

function totalKey({ name, labels }: Sample): string {
  return `${name} ${Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .sort()
    .join(',')}`;
}
