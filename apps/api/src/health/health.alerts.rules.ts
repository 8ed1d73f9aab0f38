import type { CheckStatus, HealthReport } from '#contracts/health.js';
import type { AlertRule, AlertSeverity } from '#contracts/monitoring/alerts.js';
import type { Condition } from '#platform/monitoring/alert-source.js';

/** Which checks are worth an alert, and how bad each verdict is. Checks with alerts of their own are left out. */
const watched: readonly {
  readonly check: string;
  readonly rule: AlertRule;
  readonly severities: Readonly<Record<CheckStatus, AlertSeverity | null>>;
}[] = [
  { check: 'diskSpace', rule: 'disk-space', severities: { pass: null, warn: 'warning', fail: 'critical' } },
  { check: 'memory', rule: 'memory', severities: { pass: null, warn: null, fail: 'critical' } },
  // A server that answers and misses a model, or no server at all, is a choice and no outage.
  { check: 'ollama', rule: 'model-down', severities: { pass: null, warn: null, fail: 'warning' } },
];

export const watchedRules: readonly AlertRule[] = watched.map(({ rule }) => rule);

export function conditionsIn({ checks }: Pick<HealthReport, 'checks'>): Condition[] {
  return watched.flatMap(({ check, rule, severities }) => {
    const severity = severities[checks[check]?.status ?? 'pass'];
    return severity === null ? [] : [{ rule, severity }];
  });
}
