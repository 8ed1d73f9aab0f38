import type { ActivityCount, ActivityEvent } from '#platform/monitoring/audit-activity.js';
import type { Finding, Thresholds } from './finding.js';

/** Builders for specs of the rules: a Wednesday at noon, UTC. */
export const noon = new Date('2026-03-04T12:00:00Z');
export const anna = '01890000-0000-7000-8000-00000000000a';
export const ben = '01890000-0000-7000-8000-00000000000b';

export const thresholds: Thresholds = {
  windowMinutes: 5,
  failedLogins: 5,
  backupRestores: 2,
  denials: 20,
  reads: 200,
  exports: 10,
};

export function minutesBefore(minutes: number): Date {
  return new Date(noon.getTime() - minutes * 60_000);
}

export function anEvent(event: Pick<ActivityEvent, 'action'> & Partial<ActivityEvent>): ActivityEvent {
  return { id: ben, outcome: 'success', code: null, actor: anna, role: 'admin', objectId: null, at: noon, ...event };
}

export function aCount(count: Pick<ActivityCount, 'action' | 'count'> & Partial<ActivityCount>): ActivityCount {
  const known = { outcome: 'success', code: null, actor: anna, role: 'admin', objects: 1 } as const;
  return { ...known, first: minutesBefore(4), last: noon, ...count };
}

export function aFinding(finding: Partial<Finding>): Finding {
  const known = { rule: 'failed-logins', severity: 'warning', scope: '', count: 5, facts: {}, accountId: null } as const;
  return { ...known, firstAt: minutesBefore(4), lastAt: noon, ...finding };
}
