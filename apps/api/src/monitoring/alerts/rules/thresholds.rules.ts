import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { AlertRule, AlertSeverity } from '#contracts/monitoring/alerts.js';
import type { ActivityCount } from '#platform/monitoring/audit-activity.js';
import { earliest, grouped, latest, sum, type Finding, type Thresholds } from './finding.js';

/** Refusals of a sign-in that are steps of it, or say that Chat Man was busy. */
const noFailures: ReadonlySet<string> = new Set(['mfa-required', 'sign-in-busy', 'sso-cancelled', 'sso-not-started']);

/** Looking at what belongs to others. Searching and reading one's own is ordinary work. */
const reads: readonly AuditAction[] = ['user.viewed', 'users.listed', 'audit.read', 'audit.actors-named', 'document.downloaded'];
const exports: readonly AuditAction[] = ['conversation.exported', 'audit.exported', 'backup.downloaded'];

/** Every act that a threshold counts. */
export const countedActions: readonly AuditAction[] = [
  'session.refused',
  'access.denied',
  'backup.restored',
  ...reads,
  ...exports,
];

/** Whether a refused sign-in was a failed attempt. */
export function isFailedSignIn({ action, code }: Pick<ActivityCount, 'action' | 'code'>): boolean {
  return action === 'session.refused' && !noFailures.has(code ?? '');
}

/** What happened too often within one window. */
export function overThresholds(counts: readonly ActivityCount[], thresholds: Thresholds): Finding[] {
  return [
    ...failedLogins(counts.filter(isFailedSignIn), thresholds),
    ...backupRestores(
      counts.filter(({ action, outcome }) => action === 'backup.restored' && outcome === 'success'),
      thresholds,
    ),
    ...byActor(
      'repeated-denials',
      'warning',
      counts.filter(({ action }) => action === 'access.denied'),
      thresholds.denials,
      thresholds,
    ),
    ...byActor('mass-read', 'warning', acts(counts, reads), thresholds.reads, thresholds),
    ...byActor('mass-export', 'critical', acts(counts, exports), thresholds.exports, thresholds),
  ];
}

function failedLogins(counts: readonly ActivityCount[], { failedLogins: threshold, windowMinutes }: Thresholds): Finding[] {
  const failures = sum(counts.map(({ count }) => count));
  if (failures < threshold) return [];
  const severity = failures >= threshold * 10 ? 'critical' : 'warning';
  const facts = { accounts: sum(counts.map(({ objects }) => objects)), threshold, windowMinutes };
  return [{ rule: 'failed-logins', severity, scope: '', ...extent(counts), facts, accountId: null }];
}

function backupRestores(counts: readonly ActivityCount[], { backupRestores: threshold, windowMinutes }: Thresholds): Finding[] {
  const restores = sum(counts.map(({ count }) => count));
  if (restores < threshold) return [];
  const facts = { threshold, windowMinutes };
  return [{ rule: 'backup-restores', severity: 'critical', scope: '', ...extent(counts), facts, accountId: null }];
}

/** One finding for each account, and one for all visitors together. */
function byActor(
  rule: AlertRule,
  severity: AlertSeverity,
  counts: readonly ActivityCount[],
  threshold: number,
  { windowMinutes }: Thresholds,
): Finding[] {
  return [...grouped(counts, ({ actor }) => actor ?? '')].flatMap(([scope, own]) => {
    const isVisitor = own[0]!.actor === null;
    // Of all visitors together, among whom are pages that were left open until their session ended.
    if (sum(own.map(({ count }) => count)) < threshold * (isVisitor ? 10 : 1)) return [];
    const facts = { role: own[0]!.role, threshold, windowMinutes };
    return [{ rule, severity, scope, ...extent(own), facts, accountId: own[0]!.actor }];
  });
}

function acts(counts: readonly ActivityCount[], actions: readonly AuditAction[]): ActivityCount[] {
  return counts.filter(({ action, outcome }) => outcome === 'success' && actions.includes(action));
}

function extent(counts: readonly ActivityCount[]): Pick<Finding, 'count' | 'firstAt' | 'lastAt'> {
  return {
    count: sum(counts.map(({ count }) => count)),
    firstAt: earliest(counts.map(({ first }) => first)),
    lastAt: latest(counts.map(({ last }) => last)),
  };
}
