import type { Condition } from '#platform/monitoring/alert-source.js';

export interface LogState {
  /** Whether something keeps events from being signed. */
  readonly isUnsigned: boolean;
  /** Seconds for which the oldest event waits to be signed. */
  readonly unsignedSeconds: number;
  /** Months that are prepared beyond the running one. */
  readonly monthsAhead: number;
  /** When a verification ended last; null before the first one. */
  readonly verifiedAt: Date | null;
  readonly installedAt: Date;
}

const dayMs = 86_400_000;
/** Seconds. Signing takes one; a minute is a fault and no load. */
const longestUnsigned = 60;
/** Days. */
const longestUnverified = 35;

export function conditionsOf(log: LogState, now: Date): Condition[] {
  const since = log.verifiedAt ?? log.installedAt;
  const daysUnverified = Math.floor((now.getTime() - since.getTime()) / dayMs);
  return [
    ...(log.isUnsigned || log.unsignedSeconds > longestUnsigned
      ? [{ rule: 'audit-not-signed', severity: 'critical', facts: { seconds: Math.round(log.unsignedSeconds) } } as const]
      : []),
    ...(log.monthsAhead < 2
      ? [
          {
            rule: 'audit-partitions-missing',
            severity: log.monthsAhead < 1 ? 'critical' : 'warning',
            facts: { monthsAhead: log.monthsAhead },
          } as const,
        ]
      : []),
    ...(daysUnverified > longestUnverified
      ? [{ rule: 'audit-verification-late', severity: 'warning', facts: { ageDays: daysUnverified } } as const]
      : []),
  ];
}
