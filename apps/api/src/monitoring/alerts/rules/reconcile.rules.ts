import type { AlertRule, AlertSeverity, AlertState } from '#contracts/monitoring/alerts.js';
import type { Finding } from './finding.js';

/** An alert that is not resolved, as far as it decides what becomes of it. */
export interface UnresolvedAlert {
  readonly id: string;
  readonly rule: AlertRule;
  readonly scope: string;
  readonly severity: AlertSeverity;
  readonly state: AlertState;
  readonly count: number;
  readonly lastAt: Date;
}

export interface Reconciled {
  readonly opened: readonly Finding[];
  /** What goes on. `isWorse`: it is worth a message of its own. */
  readonly continued: readonly { readonly alert: UnresolvedAlert; readonly finding: Finding; readonly isWorse: boolean }[];
  readonly resolved: readonly UnresolvedAlert[];
}

const rank: Readonly<Record<AlertSeverity, number>> = { info: 0, warning: 1, critical: 2 };

/**
 * What becomes of the alerts after a run of the rules. One alert for each rule and scope for as long as it is found. What the run could not
 * judge (`undecided`) stays as it is: silence of a source that failed is no all-clear.
 */
export function reconcile(
  unresolved: readonly UnresolvedAlert[],
  findings: readonly Finding[],
  undecided: ReadonlySet<AlertRule>,
): Reconciled {
  const keyOf = ({ rule, scope }: { readonly rule: AlertRule; readonly scope: string }): string => `${rule} ${scope}`;
  const found = new Map(findings.map((finding) => [keyOf(finding), finding]));
  const known = new Map(unresolved.map((alert) => [keyOf(alert), alert]));
  return {
    opened: [...found].filter(([key]) => !known.has(key)).map(([, finding]) => finding),
    continued: [...known].flatMap(([key, alert]) => {
      const finding = found.get(key);
      if (!finding || !hasChanged(alert, finding)) return [];
      return [{ alert, finding, isWorse: rank[finding.severity] > rank[alert.severity] }];
    }),
    resolved: unresolved.filter((alert) => !found.has(keyOf(alert)) && !undecided.has(alert.rule)),
  };
}

function hasChanged(alert: UnresolvedAlert, finding: Finding): boolean {
  return finding.lastAt > alert.lastAt || finding.count > alert.count || finding.severity !== alert.severity;
}
