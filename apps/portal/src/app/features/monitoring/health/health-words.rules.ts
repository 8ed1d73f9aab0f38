import type { CheckStatus, HealthReport } from '#contracts/health.js';
import { checkWords } from '#contracts/health-checks.en.js';
import { translated } from '../../../../locale/translated.js';
import type { MarkKind } from '../../../shared/state-mark.js';

export interface CheckRow {
  readonly name: string;
  readonly label: string;
  readonly status: CheckStatus;
  readonly message: string;
  /** Null where nothing is wrong. */
  readonly remedy: string | null;
}

const order: Readonly<Record<CheckStatus, number>> = { fail: 0, warn: 1, pass: 2 };

/** What is wrong comes first; otherwise the order of the report. */
export function checkRows({ checks }: Pick<HealthReport, 'checks'>): CheckRow[] {
  return Object.entries(checks)
    .map(([name, { status, message }]) => ({
      name,
      label: translated(checkWords[name]?.label ?? name),
      status,
      message,
      remedy:
        status === 'pass'
          ? null
          : checkWords[name] === undefined
            ? $localize`See the log for details.`
            : translated(checkWords[name].remedy),
    }))
    .sort((a, b) => order[a.status] - order[b.status]);
}

export const checkMarks: Readonly<Record<CheckStatus, { readonly kind: MarkKind; readonly words: string }>> = {
  pass: { kind: 'good', words: $localize`Working` },
  warn: { kind: 'warn', words: $localize`Needs attention` },
  fail: { kind: 'bad', words: $localize`Failing` },
};

export const verdicts: Readonly<
  Record<HealthReport['status'], { readonly kind: 'good' | 'warn' | 'bad'; readonly words: string }>
> = {
  healthy: { kind: 'good', words: $localize`Chat Man is healthy.` },
  degraded: { kind: 'warn', words: $localize`Chat Man works, but a part of it is failing.` },
  unhealthy: { kind: 'bad', words: $localize`Chat Man does not work: something that it cannot do without is failing.` },
};
