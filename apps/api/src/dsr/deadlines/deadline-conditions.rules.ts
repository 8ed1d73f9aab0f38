import type { Condition } from '#platform/monitoring/alert-source.js';

const hourMs = 3_600_000;
/** How long before its end a period is worth an alert: a week for a month, a day for 72 hours. */
const soonMs = { request: 7 * 24 * hourMs, incident: 24 * hourMs } as const;

/** Periods of one kind that end soon or have ended. */
export interface Due {
  readonly count: number;
  readonly overdue: number;
  /** Milliseconds until the first of them ends; negative once it has. */
  readonly firstMs: number;
}

/** Of periods that run, given by their ends. */
export function dueAmong(ends: readonly Date[], kind: keyof typeof soonMs, now: Date): Due {
  const left = ends.map((end) => end.getTime() - now.getTime()).filter((ms) => ms <= soonMs[kind]);
  return { count: left.length, overdue: left.filter((ms) => ms < 0).length, firstMs: Math.min(...left) };
}

/** One alert for all requests, and one for all incidents: critical once a period has passed. */
export function conditionsOf(requests: Due, incidents: Due): Condition[] {
  return [
    ...condition('requests-overdue', requests, { daysLeft: Math.floor(requests.firstMs / (24 * hourMs)) }),
    ...condition('incident-due', incidents, { hoursLeft: Math.floor(incidents.firstMs / hourMs) }),
  ];
}

function condition(rule: 'requests-overdue' | 'incident-due', due: Due, left: Record<string, number>): Condition[] {
  if (due.count === 0) return [];
  return [
    { rule, severity: due.overdue > 0 ? 'critical' : 'warning', count: due.count, facts: { overdue: due.overdue, ...left } },
  ];
}
