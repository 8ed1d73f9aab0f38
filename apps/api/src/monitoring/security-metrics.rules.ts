import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { Role } from '#contracts/auth/people/roles.js';
import type { SecurityMetrics } from '#contracts/monitoring/security-metrics.js';
import type { ActivityCount, ActivityEvent } from '#platform/monitoring/audit-activity.js';
import type { FeedbackDay } from '#platform/monitoring/feedback-trend.js';
import { sum } from './alerts/rules/finding.js';
import { isFailedSignIn } from './alerts/rules/thresholds.rules.js';

/** What people ask a model or the documents. */
export const questions: readonly AuditAction[] = [
  'message.sent',
  'message.regenerated',
  'completion.answered',
  'knowledge.asked',
];

export const measuredActions: readonly AuditAction[] = [
  'session.started',
  'session.refused',
  'access.denied',
  'requests.turned-away',
  'backup.restored',
];

type Activity = Pick<SecurityMetrics, 'signIns' | 'rateLimited' | 'denials' | 'backupRestores' | 'questions'>;

/** The figures that follow from the audit log. */
export function activityFigures(counts: readonly ActivityCount[]): Activity {
  const of = (is: (count: ActivityCount) => boolean): number => sum(counts.filter(is).map(({ count }) => count));
  const byRole: Record<Role, number> = { external_client: 0, operations_team: 0, compliance_officer: 0, admin: 0 };
  for (const { action, role, count } of counts) if (questions.includes(action) && isRole(role)) byRole[role] += count;
  return {
    signIns: {
      succeeded: of(({ action, outcome }) => action === 'session.started' && outcome === 'success'),
      failed: of(isFailedSignIn),
    },
    rateLimited: of(({ code }) => code === 'rate-limited'),
    denials: of(({ action, code }) => action === 'access.denied' && code !== 'rate-limited'),
    backupRestores: of(({ action, outcome }) => action === 'backup.restored' && outcome === 'success'),
    questions: { byRole },
  };
}

/** Accounts that may not sign in for a while: as many failures within the window as the limit allows. */
export function lockedAccounts(refusals: readonly ActivityEvent[], failures: number): number {
  const perAccount = new Map<string, number>();
  for (const refusal of refusals)
    if (refusal.objectId !== null && refusal.code !== 'rate-limited' && isFailedSignIn(refusal))
      perAccount.set(refusal.objectId, (perAccount.get(refusal.objectId) ?? 0) + 1);
  return [...perAccount.values()].filter((count) => count >= failures).length;
}

/** Every day of the trend, also those without feedback. */
export function feedbackFigures(days: readonly FeedbackDay[], now: Date, length: number): SecurityMetrics['feedback'] {
  const known = new Map(days.map((each) => [each.day, each]));
  const trend = Array.from({ length }, (_, index) => {
    const day = new Date(now.getTime() - (length - 1 - index) * 86_400_000).toISOString().slice(0, 10);
    return { day, up: known.get(day)?.up ?? 0, down: known.get(day)?.down ?? 0 };
  });
  return { up: sum(trend.map(({ up }) => up)), down: sum(trend.map(({ down }) => down)), trend };
}

function isRole(role: string): role is Role {
  return role === 'external_client' || role === 'operations_team' || role === 'compliance_officer' || role === 'admin';
}
