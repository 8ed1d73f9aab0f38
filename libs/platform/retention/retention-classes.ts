import type { RetentionClass } from '#contracts/retention/retention.js';

const settings: Partial<Record<RetentionClass, string>> = {
  conversation: 'retention.maxSessionAgeDays',
  audit: 'audit.logRetentionDays',
  alert: 'monitoring.retainAlertsForDays',
};

/** The setting with the default of a class; null where the rule is fixed. */
export function settingOf(retention: RetentionClass): string | null {
  return settings[retention] ?? null;
}

/** Days where no setting gives them; null: until what it belongs to goes. */
export const defaultDays: Readonly<Record<RetentionClass, number | null>> = {
  conversation: null,
  audit: null,
  alert: null,
  account: null,
  session: 1,
  knowledge: null,
  operation: 30,
  key: null,
  permanent: null,
};

/** What starts the clock of a class or ends the keeping. */
export const rulesInWords: Readonly<Record<RetentionClass, string>> = {
  conversation: 'after the last message',
  audit: 'after the event',
  alert: 'after the alert',
  account: 'until the account is erased',
  session: 'after the session has ended',
  knowledge: 'until the document is removed, or after its last version where a period is set',
  operation: 'after the work is done, at most',
  key: 'until the last record encrypted with it is gone, or its subject is erased',
  permanent: 'for the lifetime of the installation',
};

/** Classes whose period officers decide. */
export const changeableClasses: readonly RetentionClass[] = ['conversation', 'audit', 'alert', 'knowledge'];

/** The shortest period of a class, in days. The database removes no month of the audit log before it is a year old. */
export function shortestDays(retention: RetentionClass): number {
  return retention === 'audit' ? 365 : 1;
}

/** Classes that no period ends: their rows go with what they belong to. */
export const untimedClasses: readonly RetentionClass[] = ['account', 'key', 'permanent'];
