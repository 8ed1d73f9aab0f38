import type { AlertFacts, AlertRule, AlertSeverity } from '#contracts/monitoring/alerts.js';

/** Something that a rule found and that is an alert for as long as it is found. */
export interface Finding {
  readonly rule: AlertRule;
  readonly severity: AlertSeverity;
  /** What distinguishes it from others of its rule; empty where there can be one only. */
  readonly scope: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly facts: AlertFacts;
  readonly accountId: string | null;
}

/** What thresholds count over, and how high they are. */
export interface Thresholds {
  readonly windowMinutes: number;
  readonly failedLogins: number;
  readonly backupRestores: number;
  readonly denials: number;
  readonly reads: number;
  readonly exports: number;
}

export function earliest(times: readonly Date[]): Date {
  return new Date(Math.min(...times.map(Number)));
}

export function latest(times: readonly Date[]): Date {
  return new Date(Math.max(...times.map(Number)));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Things by what they have in common, in the order in which they come. */
export function grouped<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): ReadonlyMap<string, readonly Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return groups;
}
