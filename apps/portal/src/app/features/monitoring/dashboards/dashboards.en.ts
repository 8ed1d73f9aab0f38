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
    heading: 'Operations',
    help: 'Load, the model and background jobs.',
    charts: [
      {
        heading: 'Requests',
        help: 'Requests by result. 5xx are faults of the server.',
        lines: [{ metric: 'http_requests', words: 'Requests' }],
        labels: { '2xx': 'Successful', '3xx': 'Redirected', '4xx': 'Refused (4xx)', '5xx': 'Failed (5xx)' },
      },
      {
        heading: 'Response time',
        help: 'Half of all requests are faster than the median, 95 in 100 faster than the upper line.',
        lines: [
          { metric: 'http_p95_seconds', words: '95th percentile' },
          { metric: 'http_p50_seconds', words: 'Median' },
        ],
      },
      {
        heading: 'Answers',
        help: 'Answers by how they ended.',
        lines: [{ metric: 'generations', words: 'Answers' }],
        labels: { completed: 'Completed', failed: 'Failed', stopped: 'Stopped by the person', interrupted: 'Interrupted' },
      },
      one('Time to the first word', 'How long 95 in 100 answers take to begin.', 'generation_first_token_p95_seconds'),
      one('Speed of the model', 'Tokens that an answer grows by in a second.', 'generation_tokens_per_second'),
      {
        heading: 'Questions at the model',
        help: 'A queue that stays long needs a faster model or more parallel answers.',
        lines: [
          { metric: 'questions_waiting', words: 'Waiting' },
          { metric: 'answers_under_way', words: 'Being answered' },
        ],
      },
      {
        heading: 'Background jobs',
        help: 'Failed jobs stay until somebody looks at them.',
        lines: [
          { metric: 'jobs_waiting', words: 'Waiting' },
          { metric: 'jobs_failed', words: 'Failed' },
        ],
      },
      one('Memory', 'Memory of the largest Chat Man process.', 'memory_bytes'),
      one('Event-loop lag', 'How long other work waits at worst. Above 100 ms people notice.', 'event_loop_lag_seconds'),
      one('Database connections', 'Connections in use.', 'database_connections'),
    ],
  },
  security: {
    heading: 'Security',
    help: 'Sign-ins, refusals and alerts.',
    charts: [
      {
        heading: 'Sign-ins',
        help: 'Sign-ins by result. Many failures in a short time may be somebody guessing passwords.',
        lines: [{ metric: 'sign_ins', words: 'Sign-ins' }],
        labels: { succeeded: 'Successful', failed: 'Failed' },
      },
      one('Denied actions', 'What people or tokens tried without being allowed to.', 'denials'),
      one('Rate-limited requests', 'Requests refused because there were too many from one address.', 'rate_limited'),
      {
        heading: 'Open alerts',
        help: 'Alerts that nobody has resolved yet, by severity.',
        lines: [{ metric: 'open_alerts', words: 'Open alerts' }],
        labels: { critical: 'Critical', warning: 'Warning', info: 'Information' },
      },
      one('Active sessions', 'Sessions that are signed in.', 'active_sessions'),
      one('Audit events', 'What the audit log recorded.', 'audit_events'),
      one(
        'Unsigned audit events',
        'Age of the oldest event that is not signed yet. Normally below a few seconds.',
        'audit_unsigned_seconds',
      ),
      {
        heading: 'Waiting for people',
        help: 'Approvals, and requests of data subjects that are due soon.',
        lines: [
          { metric: 'approvals_waiting', words: 'Approvals' },
          { metric: 'requests_due', words: 'Requests due' },
        ],
      },
    ],
  },
  usage: {
    heading: 'Usage',
    help: 'How much is asked and searched. Nobody is named: figures are by role.',
    charts: [
      {
        heading: 'Questions by role',
        help: 'Questions that were asked.',
        lines: [{ metric: 'questions', words: 'Questions' }],
        labels: {
          external_client: 'External client',
          operations_team: 'Operations team',
          compliance_officer: 'Compliance officer',
          admin: 'Administrator',
        },
      },
      one('Document searches', 'Searches in collections, of people and of answers.', 'searches'),
      {
        heading: 'Documents read in',
        help: 'Documents by how their reading ended.',
        lines: [{ metric: 'ingestions', words: 'Documents' }],
        labels: { success: 'Read in', failed: 'Failed', denied: 'Refused' },
      },
    ],
  },
  storage: {
    heading: 'Storage',
    help: 'Growth, and how long the space lasts.',
    charts: [
      { ...one('Free disk space', 'Space left where data is stored.', 'disk_free_bytes'), forecast: true },
      one('Disk used', 'Share of the disk that is in use.', 'disk_used_ratio'),
      one('Database', 'Size of the database.', 'database_bytes'),
      one('Age of the newest backup', 'Grows until the next backup is made.', 'backup_age_seconds'),
      one('Age of the last restore test', 'How long ago a backup was last proved by restoring it.', 'backup_proof_age_seconds'),
    ],
  },
};
