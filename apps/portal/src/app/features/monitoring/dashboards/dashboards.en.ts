import type { SeriesMetric } from '#contracts/monitoring/series.js';

/** One line of a chart: a metric, or what one value of its label counts. */
export interface ChartLine {
  readonly metric: SeriesMetric;
  readonly words: string;
}

export interface ChartWords {
  readonly heading: string;
  /** What it shows and what to look for, in one sentence. */
  readonly help: string;
  readonly lines: readonly ChartLine[];
  /** What the values of the metric's label are called; by themselves where there are no words. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Says when the value reaches zero at the present rate. */
  readonly forecast?: true;
}

export type DashboardId = 'operations' | 'security' | 'usage' | 'storage';

export interface DashboardWords {
  readonly heading: string;
  readonly help: string;
  readonly charts: readonly ChartWords[];
}

const one = (heading: string, help: string, metric: SeriesMetric): ChartWords => ({
  heading,
  help,
  lines: [{ metric, words: heading }],
});

/** Every dashboard in English. Another language is another file like this one. */
export const dashboardsInEnglish: Readonly<Record<DashboardId, DashboardWords>> = {
  operations: {
    heading: $localize`Operations`,
    help: $localize`Load, the model and background jobs.`,
    charts: [
      {
        heading: $localize`Requests`,
        help: $localize`Requests by result. 5xx are faults of the server.`,
        lines: [{ metric: 'http_requests', words: $localize`Requests` }],
        labels: {
          '2xx': $localize`Successful`,
          '3xx': $localize`Redirected`,
          '4xx': $localize`Refused (4xx)`,
          '5xx': $localize`Failed (5xx)`,
        },
      },
      {
        heading: $localize`Response time`,
        help: $localize`Half of all requests are faster than the median, 95 in 100 faster than the upper line.`,
        lines: [
          { metric: 'http_p95_seconds', words: $localize`95th percentile` },
          { metric: 'http_p50_seconds', words: $localize`Median` },
        ],
      },
      {
        heading: $localize`Answers`,
        help: $localize`Answers by how they ended.`,
        lines: [{ metric: 'generations', words: $localize`Answers` }],
        labels: {
          completed: $localize`Completed`,
          failed: $localize`Failed`,
          stopped: $localize`Stopped by the person`,
          interrupted: $localize`Interrupted`,
        },
      },
      one(
        $localize`Time to the first word`,
        $localize`How long 95 in 100 answers take to begin.`,
        'generation_first_token_p95_seconds',
      ),
      one($localize`Speed of the model`, $localize`Tokens that an answer grows by in a second.`, 'generation_tokens_per_second'),
      {
        heading: $localize`Questions at the model`,
        help: $localize`A queue that stays long needs a faster model or more parallel answers.`,
        lines: [
          { metric: 'questions_waiting', words: $localize`Waiting` },
          { metric: 'answers_under_way', words: $localize`Being answered` },
        ],
      },
      {
        heading: $localize`Background jobs`,
        help: $localize`Failed jobs stay until somebody looks at them.`,
        lines: [
          { metric: 'jobs_waiting', words: $localize`Waiting` },
          { metric: 'jobs_failed', words: $localize`Failed` },
        ],
      },
      one($localize`Memory`, $localize`Memory of the largest Chat Man process.`, 'memory_bytes'),
      one(
        $localize`Event-loop lag`,
        $localize`How long other work waits at worst. Above 100 ms people notice.`,
        'event_loop_lag_seconds',
      ),
      one($localize`Database connections`, $localize`Connections in use.`, 'database_connections'),
    ],
  },
  security: {
    heading: $localize`Security`,
    help: $localize`Sign-ins, refusals and alerts.`,
    charts: [
      {
        heading: $localize`Sign-ins`,
        help: $localize`Sign-ins by result. Many failures in a short time may be somebody guessing passwords.`,
        lines: [{ metric: 'sign_ins', words: $localize`Sign-ins` }],
        labels: { succeeded: $localize`Successful`, failed: $localize`Failed` },
      },
      one($localize`Denied actions`, $localize`What people or tokens tried without being allowed to.`, 'denials'),
      one(
        $localize`Rate-limited requests`,
        $localize`Requests refused because there were too many from one address.`,
        'rate_limited',
      ),
      {
        heading: $localize`Open alerts`,
        help: $localize`Alerts that nobody has resolved yet, by severity.`,
        lines: [{ metric: 'open_alerts', words: $localize`Open alerts` }],
        labels: { critical: $localize`Critical`, warning: $localize`Warning`, info: $localize`Information` },
      },
      one($localize`Active sessions`, $localize`Sessions that are signed in.`, 'active_sessions'),
      one($localize`Audit events`, $localize`What the audit log recorded.`, 'audit_events'),
      one(
        $localize`Unsigned audit events`,
        $localize`Age of the oldest event that is not signed yet. Normally below a few seconds.`,
        'audit_unsigned_seconds',
      ),
      {
        heading: $localize`Waiting for people`,
        help: $localize`Approvals, and requests of data subjects that are due soon.`,
        lines: [
          { metric: 'approvals_waiting', words: $localize`Approvals` },
          { metric: 'requests_due', words: $localize`Requests due` },
        ],
      },
    ],
  },
  usage: {
    heading: $localize`Usage`,
    help: $localize`How much is asked and searched. Nobody is named: figures are by role.`,
    charts: [
      {
        heading: $localize`Questions by role`,
        help: $localize`Questions that were asked.`,
        lines: [{ metric: 'questions', words: $localize`Questions` }],
        labels: {
          external_client: $localize`External client`,
          operations_team: $localize`Operations team`,
          compliance_officer: $localize`Compliance officer`,
          admin: $localize`Administrator`,
        },
      },
      one($localize`Document searches`, $localize`Searches in collections, of people and of answers.`, 'searches'),
      {
        heading: $localize`Documents read in`,
        help: $localize`Documents by how their reading ended.`,
        lines: [{ metric: 'ingestions', words: $localize`Documents` }],
        labels: { success: $localize`Read in`, failed: $localize`Failed`, denied: $localize`Refused` },
      },
    ],
  },
  storage: {
    heading: $localize`Storage`,
    help: $localize`Growth, and how long the space lasts.`,
    charts: [
      { ...one($localize`Free disk space`, $localize`Space left where data is stored.`, 'disk_free_bytes'), forecast: true },
      one($localize`Disk used`, $localize`Share of the disk that is in use.`, 'disk_used_ratio'),
      one($localize`Database`, $localize`Size of the database.`, 'database_bytes'),
      one($localize`Age of the newest backup`, $localize`Grows until the next backup is made.`, 'backup_age_seconds'),
      one(
        $localize`Age of the last restore test`,
        $localize`How long ago a backup was last proved by restoring it.`,
        'backup_proof_age_seconds',
      ),
    ],
  },
};
