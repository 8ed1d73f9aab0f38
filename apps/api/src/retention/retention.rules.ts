import type { RetentionClass, RetentionPolicy } from '#contracts/retention.js';
import { cronLines, longestMs, type Frequency } from '#platform/jobs/frequency.rules.js';

export interface KeptDays {
  readonly conversation: number;
  readonly audit: number;
  readonly alert: number;
}

type Rule = (kept: KeptDays) => Pick<RetentionPolicy, 'days' | 'rule' | 'setting'>;

const rules: Readonly<Record<RetentionClass, Rule>> = {
  conversation: (kept) => ({ days: kept.conversation, rule: 'after the last message', setting: 'retention.maxSessionAgeDays' }),
  audit: (kept) => ({ days: kept.audit, rule: 'after the event', setting: 'audit.logRetentionDays' }),
  alert: (kept) => ({ days: kept.alert, rule: 'after the alert', setting: 'monitoring.retainAlertsForDays' }),
  account: () => ({ days: null, rule: 'until the account is erased', setting: null }),
  session: () => ({ days: 1, rule: 'until sign-out, at most the absolute limit of a session', setting: null }),
  knowledge: () => ({ days: null, rule: 'until the document is removed', setting: null }),
  operation: () => ({ days: 7, rule: 'after the work is done', setting: null }),
  key: () => ({ days: null, rule: 'until the last record encrypted with it is gone, or its subject is erased', setting: null }),
  permanent: () => ({ days: null, rule: 'for the lifetime of the installation', setting: null }),
};

/** One policy for each class that a table declares. */
export function policiesOf(
  tables: readonly { readonly table: string; readonly retention: RetentionClass }[],
  kept: KeptDays,
): RetentionPolicy[] {
  return (Object.keys(rules) as RetentionClass[]).flatMap((each) => {
    const ofClass = tables.filter((table) => table.retention === each).map((table) => table.table);
    return ofClass.length > 0 ? [{ class: each, ...rules[each](kept), tables: ofClass.sort() }] : [];
  });
}

/** Of the clean-up, away from the full hour at which everybody's work begins. */
export const cleanUpCron = cronLines({ hour: 3, minute: 17 });

const halfAnHourMs = 30 * 60_000;

/** Whether a clean-up was missed since the last one. Half an hour is allowed for the next one to begin. */
export function wasMissed(cleanedAt: Date, frequency: Frequency, now: Date): boolean {
  return now.getTime() - cleanedAt.getTime() > longestMs[frequency] + halfAnHourMs;
}

/** What is older than this is to go. */
export function cutoffOf(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
