import type { AuditAction } from '#contracts/audit/audit-actions.js';
import type { AlertFacts, AlertRule, AlertSeverity } from '#contracts/monitoring/alerts.js';
import type { Role } from '#contracts/auth/people/roles.js';
import type { ActivityEvent } from '#platform/monitoring/audit-activity.js';
import { isOffHours, type OfficeHours } from './office-hours.rules.js';
import { earliest, grouped, latest, type Finding } from './finding.js';

/** Acts that change what others may do or what protects them. */
const administration: readonly AuditAction[] = [
  ...(['user.role-changed', 'user.created', 'user.disabled', 'user.enabled', 'user.reset-link-made'] as const),
  ...(['user.mfa-removed', 'users.sessions-ended', 'settings.changed', 'audit.exported', 'audit.pruned'] as const),
  ...(['hold.released', 'backup.downloaded', 'backup.deleted', 'backup.restored', 'master-password.changed'] as const),
];

const single: Partial<Record<AuditAction, { readonly rule: AlertRule; readonly severity: AlertSeverity }>> = {
  'mfa.removed': { rule: 'factor-removed', severity: 'warning' },
  'user.mfa-removed': { rule: 'factor-removed', severity: 'warning' },
  'passkey.removed': { rule: 'factor-removed', severity: 'info' },
  'record.damaged': { rule: 'damaged-record', severity: 'critical' },
  'system.clock-jumped': { rule: 'clock-jump', severity: 'warning' },
  'encryption-check.skipped': { rule: 'encryption-check-skipped', severity: 'critical' },
};

/** How a verification of the audit log ended that found nothing wrong because it did not get that far. */
const unfinished: ReadonlySet<string> = new Set(['stopped', 'interrupted', 'failed']);

/** Every act that is an occurrence, whatever else happens. */
export const occurringActions: readonly AuditAction[] = [
  ...new Set<AuditAction>([...administration, ...(Object.keys(single) as AuditAction[]), 'audit.verified']),
];

/** Milliseconds for which an occurrence stays an alert unless it happens again. */
export const occurrenceLasts = 24 * 3_600_000;

export interface OccurrenceFacts {
  /** The role that an account has now; null where it is gone. */
  readonly roleOf: ReadonlyMap<string, Role>;
  readonly officeHours: OfficeHours;
}

/** What is worth an alert when it happens once. */
export function occurrences(events: readonly ActivityEvent[], facts: OccurrenceFacts): Finding[] {
  const done = events.filter(({ outcome }) => outcome !== 'intent');
  const found = done.flatMap((event) => [
    ...ofItself(event),
    ...ofVerification(event),
    ...ofGrant(event, facts.roleOf),
    ...ofHour(event, facts.officeHours),
  ]);
  return [...grouped(found, ({ rule, scope }) => `${rule} ${scope}`).values()].map(merged);
}

/** Accounts whose role decides what an event means. */
export function accountsGranted(events: readonly ActivityEvent[]): string[] {
  return [...new Set(events.filter(isGrant).map(({ objectId }) => objectId!))];
}

function ofItself(event: ActivityEvent): Finding[] {
  const known = single[event.action];
  if (!known || event.outcome === 'denied' || (event.action !== 'record.damaged' && event.outcome === 'failed')) return [];
  const isAboutPeople = known.rule === 'factor-removed';
  return [finding(event, known.rule, known.severity, isAboutPeople ? (event.objectId ?? '') : '')];
}

function ofVerification(event: ActivityEvent): Finding[] {
  const isBad = event.action === 'audit.verified' && event.outcome === 'failed' && !unfinished.has(event.code ?? '');
  return isBad ? [finding(event, 'audit-verification-failed', 'critical', '')] : [];
}

/** A role that decides over others, or sees what they did; becoming an administrator is worth an alert of its own. */
function ofGrant(event: ActivityEvent, roleOf: ReadonlyMap<string, Role>): Finding[] {
  if (!isGrant(event)) return [];
  const account = event.objectId!;
  const role = roleOf.get(account);
  if (role === undefined || (event.action === 'user.created' && role === 'external_client')) return [];
  const rule = role === 'admin' ? 'new-administrator' : 'role-granted';
  return [{ ...finding(event, rule, 'warning', account), facts: { role }, accountId: account }];
}

function isGrant({ action, outcome, objectId }: ActivityEvent): boolean {
  return (action === 'user.role-changed' || action === 'user.created') && outcome === 'success' && objectId !== null;
}

/** By people only: what Chat Man does by itself, it does at night. */
function ofHour(event: ActivityEvent, hours: OfficeHours): Finding[] {
  const isByPerson = event.actor !== null && event.outcome === 'success' && administration.includes(event.action);
  if (!isByPerson || !isOffHours(event.at, hours)) return [];
  return [{ ...finding(event, 'off-hours-administration', 'info', event.actor!), accountId: event.actor }];
}

function finding(event: ActivityEvent, rule: AlertRule, severity: AlertSeverity, scope: string): Finding {
  const facts: AlertFacts = event.code === null ? { action: event.action } : { action: event.action, code: event.code };
  return { rule, severity, scope, count: 1, firstAt: event.at, lastAt: event.at, facts, accountId: isId(scope) ? scope : null };
}

/** One alert for what happened several times, with what is known of the newest; the most severe of them counts. */
function merged(found: readonly Finding[]): Finding {
  const newest = found.reduce((best, each) => (each.lastAt > best.lastAt ? each : best));
  const severity = (['critical', 'warning', 'info'] as const).find((each) => found.some((one) => one.severity === each))!;
  const times = found.map(({ lastAt }) => lastAt);
  return { ...newest, severity, count: found.length, firstAt: earliest(times), lastAt: latest(times) };
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
